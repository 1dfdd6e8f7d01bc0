package dev.webshocket.client;

/** The state of a client. */
public enum ClientState {

    /** The client connects, for the first time or again, or its {@code onReconnect} callback runs. */
    CONNECTING,

    /** The client is connected and sends calls. */
    CONNECTED,

    /** The connection is lost. The client waits before the next attempt. */
    DISCONNECTED,

    /** The client is closed or has given up. It never leaves this state. */
    CLOSED
}
