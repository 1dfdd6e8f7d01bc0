package dev.webshocket.cdi;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.platform.CallScope;

/** The CDI scope of one call. Safe for use by any thread. */
sealed interface CdiCall extends CallScope permits TransferableCall, ThreadBoundCall {

    ClientConnection connection();

    /** Returns the context class loader of the thread that the call began on: the application's. */
    ClassLoader application();

    /** Returns the call's request-scoped beans; null if the container manages them. */
    ScopedBeans requestBeans();

    /** Tells whether the current thread has an active request context that is not the call's. */
    boolean isForeignRequestActive();
}
