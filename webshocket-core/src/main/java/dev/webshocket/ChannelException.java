package dev.webshocket;

/**
 * Reports an invalid channel name, a position that cannot be read, what exceeds a limit, such as that of a connection's
 * subscriptions, or the failure of a store such as the log of messages.
 *
 * <p>If an {@link RpcMethod} throws it, the caller gets {@link
 * dev.webshocket.packet.RpcErrorCode#RPC_APPLICATION_ERROR} with its message.
 */
public class ChannelException extends RpcException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what is refused, and the limit
     */
    public ChannelException(String message) {
        super(message);
    }

    /**
     * Makes the exception of a failure.
     *
     * @param message what failed
     * @param cause the failure, for the server's log; may be null
     */
    public ChannelException(String message, Throwable cause) {
        super(message, cause);
    }
}
