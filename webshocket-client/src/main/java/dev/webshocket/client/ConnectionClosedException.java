package dev.webshocket.client;

import java.util.OptionalInt;

/**
 * The connection ended before the answer to a call, or there is no connection. If the call had been sent, it is unknown
 * whether the server ran it.
 */
public final class ConnectionClosedException extends ClientException {

    private static final long serialVersionUID = 1L;

    private final int closeCode;

    /**
     * Reports that there is no connection.
     *
     * @param code the stable code
     * @param message what happened, without the code
     * @param closeCode the WebSocket close code of the connection, 0 if no connection ended
     * @param cause the cause, may be null
     */
    public ConnectionClosedException(String code, String message, int closeCode, Throwable cause) {
        super(code, message, cause);
        this.closeCode = closeCode;
    }

    /**
     * Returns the close code of the connection.
     *
     * @return the WebSocket close code, 1006 if the connection broke; empty if no connection ended
     */
    public OptionalInt closeCode() {
        return closeCode == 0 ? OptionalInt.empty() : OptionalInt.of(closeCode);
    }
}
