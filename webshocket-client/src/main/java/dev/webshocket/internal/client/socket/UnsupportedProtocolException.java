package dev.webshocket.internal.client.socket;

/** A server accepted the WebSocket, but does not speak the protocol. */
public final class UnsupportedProtocolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsupportedProtocolException(String subprotocol) {
        super("the server has chosen " + (subprotocol.isEmpty() ? "no subprotocol" : "the subprotocol " + subprotocol));
    }
}
