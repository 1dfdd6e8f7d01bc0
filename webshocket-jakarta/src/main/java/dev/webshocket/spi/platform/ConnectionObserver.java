package dev.webshocket.spi.platform;

import dev.webshocket.ClientConnection;

/**
 * Is told of connections, in their place among the calls of each: after the connect callbacks have let a client in and
 * before its first call, and after the disconnect callbacks, while its attributes are still there. What it throws is logged.
 * Used by many threads at the same time.
 */
public interface ConnectionObserver {

    /** Wants to know nothing. */
    ConnectionObserver NONE = new ConnectionObserver() {
        @Override
        public void connected(ClientConnection connection) {}

        @Override
        public void disconnected(ClientConnection connection) {}
    };

    /**
     * Told of a client that has been let in.
     *
     * @param connection its connection
     */
    void connected(ClientConnection connection);

    /**
     * Told of the end of a connection that {@link #connected} was told of.
     *
     * @param connection the connection, which has closed
     */
    void disconnected(ClientConnection connection);
}
