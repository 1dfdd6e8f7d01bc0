package dev.webshocket.spi.platform;

import dev.webshocket.ClientConnection;

/** Provides the instances of handler classes. Implementations must be safe for use by many threads. */
@FunctionalInterface
public interface HandlerInstances {

    /**
     * Obtains the instance of a handler class for one connection. Called once for each connection and handler class,
     * before the connection's first callback.
     *
     * @param type the handler class
     * @param connection the connection
     * @return the instance; the engine releases it after the connection has ended
     */
    HandlerInstance obtain(Class<?> type, ClientConnection connection);

    /**
     * Tells whether the instance of a handler class exists already and serves all connections, so that {@link #obtain} runs no
     * code of the application and may be called on a thread of the container's.
     *
     * @param type the handler class
     * @return false by default, and wherever the platform cannot tell
     */
    default boolean isShared(Class<?> type) {
        return false;
    }
}
