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
}
