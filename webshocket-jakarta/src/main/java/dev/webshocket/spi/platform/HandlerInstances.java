package dev.webshocket.spi.platform;

import dev.webshocket.ClientConnection;

/** Gives the objects whose methods are called. Used by many threads at the same time. */
@FunctionalInterface
public interface HandlerInstances {

    /**
     * Obtains the instance of a handler that serves one connection. Asked once for each connection and handler class,
     * before the connection's first callback.
     *
     * @param type the handler class
     * @param connection the connection
     * @return the instance, which is released when the connection has gone
     */
    HandlerInstance obtain(Class<?> type, ClientConnection connection);
}
