package dev.webshocket.spi.platform;

import dev.webshocket.ClientConnection;

/**
 * Provides the scope around each call and callback, such as CDI's request scope. Implementations must be safe for use
 * by many threads.
 */
@FunctionalInterface
public interface CallScopes {

    /** Provides empty scopes. */
    CallScopes NONE = connection -> CallScope.NONE;

    /**
     * Begins the scope of one call, without activating it.
     *
     * @param connection the connection of the call
     * @return the scope; the engine ends it once
     */
    CallScope begin(ClientConnection connection);

    /**
     * Begins and activates a scope for work that runs on the current thread alone, such as a callback.
     *
     * @param connection the connection that the work is for
     * @return deactivates and ends the scope when the same thread closes it
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
     * Ends the scope of a connection and destroys the objects in it. Called once, after the connection's last callback.
     *
     * @param connection the connection that has ended
     */
    default void connectionEnded(ClientConnection connection) {}

    /** A scope that is active on one thread. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {

        /** Deactivates the scope. */
        @Override
        void close();
    }
}
