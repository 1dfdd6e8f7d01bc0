package dev.webshocket.cdi;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.platform.CallScope;

/** The scope of one call, as the threads that run it know it. Safe for use by any thread. */
sealed interface CdiCall extends CallScope permits TravellingCall, ThreadBoundCall {

    ClientConnection connection();

    /** Returns the call's beans of the request scope; null where these are the container's affair. */
    ScopedBeans requestBeans();

    /** Tells whether a request context is active on the current thread that is not the call's. */
    boolean isElsewhere();
}
