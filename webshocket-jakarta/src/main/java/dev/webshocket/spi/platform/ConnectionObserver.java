package dev.webshocket.spi.platform;

import dev.webshocket.ClientConnection;

/**
 * Observes connections. The start comes after the connect callbacks have accepted the client and before its first call.
 * The loss of a socket and the resumption on another one come after their callbacks, in turn with the calls. A session that is handed
 * over has no end at this server and no start at the next one, where a resumption comes first. The end
 * comes after the disconnect callbacks, while the connection still has its attributes. Exceptions are logged.
 * Implementations must be safe for use by many threads.
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
     * Called when a connection has lost its socket and is kept for a while, so that its client may resume it.
     *
     * @param connection the connection, for which {@link #connected} was called
     */
    default void suspended(ClientConnection connection) {}

    /**
     * Called when a client has resumed its connection, after {@link #suspended}.
     *
     * @param connection the connection
     */
    default void resumed(ClientConnection connection) {}

    /**
     * Called when a connection has a new identity, because its client has refreshed its credential. Beside the calls of
     * the connection, on a thread for calls. The client is told of the subscriptions that are gone afterwards. An
     * exception closes the connection with 1011.
     *
     * @param connection the connection
     */
    default void refreshed(ClientConnection connection) {}

    /**
     * Called when a connection has ended for which {@link #connected} was called.
     *
     * @param connection the closed connection
     */
    void disconnected(ClientConnection connection);
}
