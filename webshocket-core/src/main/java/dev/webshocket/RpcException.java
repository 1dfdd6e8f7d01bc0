package dev.webshocket;

import dev.webshocket.packet.RpcErrorCode;

/**
 * A failure that the caller is meant to see.
 *
 * <p>Thrown by an {@link RpcMethod}, or completing its {@code CompletionStage} or stream, it answers the call with its code,
 * message and data. The codes from -32768 to -32000 are reserved: with one of them the call is answered with {@link
 * RpcErrorCode#RPC_APPLICATION_ERROR}. Thrown by the client it says why the server refused or failed a call. Section "Errors"
 * of the wire protocol.
 */
public class RpcException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    /** Anything; it does not survive Java's serialization, which a value of the wire need not be made for. */
    private final transient Object data;

    /**
     * Makes an application error.
     *
     * @param message what the caller is told
     */
    public RpcException(String message) {
        this(message, null);
    }

    /**
     * Makes an application error with a cause, which is not sent to the caller.
     *
     * @param message what the caller is told
     * @param cause why, for the server's own use; may be null
     */
    public RpcException(String message, Throwable cause) {
        this(RpcErrorCode.RPC_APPLICATION_ERROR.code(), message, null, cause);
    }

    /**
     * Makes an error with a code.
     *
     * @param code the code on the wire; an application's own is outside of -32768 to -32000
     * @param message what the caller is told
     */
    public RpcException(int code, String message) {
        this(code, message, null);
    }

    /**
     * Makes an error with a code and data.
     *
     * @param code the code on the wire; an application's own is outside of -32768 to -32000
     * @param message what the caller is told
     * @param data what else the caller is told: any value that could be a result, such as a record or a map; null for nothing
     */
    public RpcException(int code, String message, Object data) {
        this(code, message, data, null);
    }

    /**
     * Makes an error with a code, data, and a cause, which is not sent to the caller.
     *
     * @param code the code on the wire; an application's own is outside of -32768 to -32000
     * @param message what the caller is told
     * @param data what else the caller is told: any value that could be a result; null for nothing
     * @param cause why, for the server's own use; may be null
     */
    public RpcException(int code, String message, Object data, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.data = data;
    }

    /**
     * Returns the code on the wire.
     *
     * @return the code, see {@link RpcErrorCode#ofCode(int)}
     */
    public int code() {
        return code;
    }

    /**
     * Returns what else is said of the failure.
     *
     * @return on the server what it was made with; at the client made of {@link Boolean}, {@link Long}, {@link
     *     java.math.BigInteger}, {@link Double}, {@link String}, {@code byte[]}, {@link java.time.Instant}, {@link
     *     java.util.List} and {@link java.util.Map}; null where there is nothing
     */
    public Object data() {
        return data;
    }

    /**
     * Returns the class, the code with its name where the protocol has one, and the message.
     *
     * @return one line unless the message has several, such as {@code dev.webshocket.RpcException: 4711: sold out}
     */
    @Override
    public String toString() {
        String name = RpcErrorCode.ofCode(code).map(known -> " " + known.name()).orElse("");
        return getClass().getName() + ": " + code + name + ": " + getLocalizedMessage();
    }
}
