package dev.webshocket.client;

import java.util.OptionalInt;

/**
 * The connection ended before a call was answered, or there is no connection. Whether the server has run the call is not
 * known where it had been sent.
 */
public final class ConnectionClosedException extends ClientException {

    private static final long serialVersionUID = 1L;

    private final int closeCode;

    /**
     * Reports that there is no connection.
     *
     * @param code the stable code
     * @param message what happened, without the code
     * @param closeCode the WebSocket close code with which the connection ended, 0 where none did
     * @param cause why, null where there is nothing more to tell
     */
    public ConnectionClosedException(String code, String message, int closeCode, Throwable cause) {
        super(code, message, cause);
        this.closeCode = closeCode;
    }

    /**
     * Returns how the connection ended.
     *
     * @return the WebSocket close code, 1006 where it broke; empty where this is not about the end of one
     */
    public OptionalInt closeCode() {
        return closeCode == 0 ? OptionalInt.empty() : OptionalInt.of(closeCode);
    }
}
