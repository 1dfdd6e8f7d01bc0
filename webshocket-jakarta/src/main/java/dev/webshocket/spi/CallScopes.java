package dev.webshocket.spi;

import dev.webshocket.ClientConnection;

/**
 * Surrounds each call and callback with what the platform gives it, such as CDI's request scope. Used by many threads
 * at the same time.
 */
public interface CallScopes {

    /** Surrounds calls with nothing. */
    CallScopes NONE = connection -> () -> {};

    /**
     * Begins the scope of one call on the current thread.
     *
     * @param connection the connection that the call came over
     * @return what ends it; closed by the same thread, after the call and before the thread's next one
     */
    Scope enter(ClientConnection connection);

    /**
     * Ends what lived as long as a connection, once, after its last callback.
     *
     * @param connection the connection that has gone
     */
    default void connectionEnded(ClientConnection connection) {}

    /** The scope of one call. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
