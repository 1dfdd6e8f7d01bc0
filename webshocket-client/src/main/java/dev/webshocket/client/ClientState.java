package dev.webshocket.client;

/** Where a client stands. */
public enum ClientState {

    /** It tries to connect, for the first time or again; also while its {@code onReconnect} callback runs. */
    CONNECTING,

    /** It is connected: calls go out. */
    CONNECTED,

    /** The connection is lost; the client waits before it tries again. */
    DISCONNECTED,

    /** It has been closed, or has given up. A client never leaves this state. */
    CLOSED
}
