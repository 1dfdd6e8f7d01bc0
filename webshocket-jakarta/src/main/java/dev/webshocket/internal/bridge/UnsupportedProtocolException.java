package dev.webshocket.internal.bridge;

/** A server has accepted the WebSocket, but not the subprotocol. */
public final class UnsupportedProtocolException extends Exception {

    private static final long serialVersionUID = 1L;

    UnsupportedProtocolException(String negotiated) {
        super(negotiated);
    }
}
