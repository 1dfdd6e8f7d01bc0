package dev.webshocket.spi.platform;

import dev.webshocket.ClientConnection;

/**
 * Surrounds each call and callback with what the platform gives it, such as CDI's request scope. Used by many threads
 * at the same time.
 */
@FunctionalInterface
public interface CallScopes {

    /** Surrounds calls with nothing. */
    CallScopes NONE = connection -> CallScope.NONE;

    /**
     * Begins the scope of one call. It is active on no thread yet.
     *
     * @param connection the connection that the call came over
     * @return the scope, which the engine ends once
     */
    CallScope begin(ClientConnection connection);

    /**
     * Begins the scope of what runs on the current thread from its beginning to its end, such as a callback, and activates it.
     *
     * @param connection the connection that it is for
     * @return deactivates and ends the scope; closed by the same thread
     */
    default Scope enter(ClientConnection connection) {
        CallScope call = begin(connection);
        Scope active;
        try {
            active = call.activate();
        } catch (RuntimeException | Error e) {
            call.end();
            throw e;
        }
        return () -> {
            try {
                active.close();
            } finally {
                call.end();
            }
        };
    }

    /**
     * Ends what lived as long as a connection, once, after its last callback.
     *
     * @param connection the connection that has gone
     */
    default void connectionEnded(ClientConnection connection) {}

    /** A scope that is active on one thread. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {

        /** Leaves the thread as it was. */
        @Override
        void close();
    }
}
