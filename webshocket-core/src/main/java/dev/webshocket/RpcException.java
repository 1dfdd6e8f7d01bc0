package dev.webshocket;

import dev.webshocket.packet.RpcErrorCode;

/**
 * A failure that the caller gets to see.
 *
 * <p>If an {@link RpcMethod} throws it, or its {@code CompletionStage} or stream fails with it, the call is answered
 * with its code, message and data. The codes from -32768 to -32000 are reserved: an exception with one of them is
 * answered with {@link RpcErrorCode#RPC_APPLICATION_ERROR}. The client throws it if the server refused a call or the
 * call failed there. Section "Errors" of the wire protocol.
 */
public class RpcException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    /** Transient, since the data need not be {@link java.io.Serializable}. */
    private final transient Object data;

    /**
     * Makes an application error.
     *
     * @param message the message that the caller gets
     */
    public RpcException(String message) {
        this(message, null);
    }

    /**
     * Makes an application error with a cause, which is not sent to the caller.
     *
     * @param message the message that the caller gets
     * @param cause the cause, for the server's log; may be null
     */
    public RpcException(String message, Throwable cause) {
        this(RpcErrorCode.RPC_APPLICATION_ERROR.code(), message, null, cause);
    }

    /**
     * Makes an error with a code.
     *
     * @param code the code on the wire; an application's codes are outside of -32768 to -32000
     * @param message the message that the caller gets
     */
    public RpcException(int code, String message) {
        this(code, message, null);
    }

    /**
     * Makes an error with a code and data.
     *
     * @param code the code on the wire; an application's codes are outside of -32768 to -32000
     * @param message the message that the caller gets
     * @param data further information for the caller: any value that could be a result, such as a record or a map; null
     *     for none
     */
    public RpcException(int code, String message, Object data) {
        this(code, message, data, null);
    }

    /**
     * Makes an error with a code, data, and a cause, which is not sent to the caller.
     *
     * @param code the code on the wire; an application's codes are outside of -32768 to -32000
     * @param message the message that the caller gets
     * @param data further information for the caller: any value that could be a result; null for none
     * @param cause the cause, for the server's log; may be null
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
     * Returns the error's data.
     *
     * @return on the server the constructor's argument; in the client a value of {@link Boolean}, {@link Long}, {@link
     *     java.math.BigInteger}, {@link Double}, {@link String}, {@code byte[]}, {@link java.time.Instant}, {@link
     *     java.util.List} and {@link java.util.Map}; null if there is none
     */
    public Object data() {
        return data;
    }

    /**
     * Returns the class, the code, its name if the protocol defines one, and the message.
     *
     * @return one line, unless the message has several, such as {@code dev.webshocket.RpcException: 4711: sold out}
     */
    @Override
    public String toString() {
        String name = RpcErrorCode.ofCode(code).map(known -> " " + known.name()).orElse("");
        return getClass().getName() + ": " + code + name + ": " + getLocalizedMessage();
    }
}
