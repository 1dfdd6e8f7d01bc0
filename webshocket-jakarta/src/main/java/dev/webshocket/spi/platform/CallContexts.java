package dev.webshocket.spi.platform;

import java.util.concurrent.Executor;

/**
 * Carries the platform's thread context, such as JNDI names and the authenticated user, from a client's handshake to
 * its calls. Implementations must be safe for use by many threads.
 */
@FunctionalInterface
public interface CallContexts {

    /** Carries no context. */
    CallContexts NONE = () -> Runnable::run;

    /**
     * Captures the context of the current thread, which handles a handshake.
     *
     * @return runs each task at once, on the calling thread, in that context, and restores the thread's own context
     *     afterwards; many threads use it at the same time until the connection ends
     */
    Executor capture();
}
