package dev.webshocket.spi.platform;

import java.util.concurrent.Executor;

/**
 * Takes along from a client's handshake to its calls what the platform ties to a thread, such as the names of JNDI and who
 * is logged in. Used by many threads at the same time.
 */
@FunctionalInterface
public interface CallContexts {

    /** Takes nothing along. */
    CallContexts NONE = () -> Runnable::run;

    /**
     * Captures the context of the current thread, which answers a handshake.
     *
     * @return runs each task at once, on the thread that asks, in that context, and leaves the thread as it was; used by many
     *     threads at the same time as long as the connection lives
     */
    Executor capture();
}
