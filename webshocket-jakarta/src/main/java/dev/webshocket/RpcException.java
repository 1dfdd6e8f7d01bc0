package dev.webshocket;

import dev.webshocket.packet.RpcErrorCode;

/**
 * A failure that the caller is meant to see.
 *
 * <p>Thrown by an {@link RpcMethod}, or completing its {@code CompletionStage} or stream, it answers the call with
 * {@link RpcErrorCode#RPC_APPLICATION_ERROR} and its message, whatever its code. Thrown by the client it says why the
 * server refused or failed a call. Section "Errors" of the wire protocol.
 */
public class RpcException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;

    /**
     * Makes an application error.
     *
     * @param message what the caller is told
     */
    public RpcException(String message) {
        this(RpcErrorCode.RPC_APPLICATION_ERROR.code(), message);
    }

    /**
     * Makes an application error with a cause, which is not sent to the caller.
     *
     * @param message what the caller is told
     * @param cause why, for the server's own use; may be null
     */
    public RpcException(String message, Throwable cause) {
        super(message, cause);
        this.code = RpcErrorCode.RPC_APPLICATION_ERROR.code();
    }

    /**
     * Makes the error that a response carries.
     *
     * @param code the code on the wire, see {@link RpcErrorCode}; peers may use codes of their own
     * @param message the message on the wire
     */
    public RpcException(int code, String message) {
        super(message);
        this.code = code;
    }

    /**
     * Returns the code on the wire.
     *
     * @return the code, see {@link RpcErrorCode#ofCode(int)}
     */
    public int code() {
        return code;
    }
}
