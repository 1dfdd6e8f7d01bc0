package dev.webshocket.spi.platform;

import dev.webshocket.ClientConnection;

/**
 * Observes the start and the end of connections. The start comes after the connect callbacks have accepted the client
 * and before its first call; the end comes after the disconnect callbacks, while the connection still has its
 * attributes. Exceptions are logged. Implementations must be safe for use by many threads.
 */
public interface ConnectionObserver {

    /** Ignores all events. */
    ConnectionObserver NONE = new ConnectionObserver() {
        @Override
        public void connected(ClientConnection connection) {}

        @Override
        public void disconnected(ClientConnection connection) {}
    };

    /**
     * Called when a client has been accepted.
     *
     * @param connection the client's connection
     */
    void connected(ClientConnection connection);

    /**
     * Called when a connection has ended for which {@link #connected} was called.
     *
     * @param connection the closed connection
     */
    void disconnected(ClientConnection connection);
}
