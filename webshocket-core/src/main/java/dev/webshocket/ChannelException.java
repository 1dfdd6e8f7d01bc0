package dev.webshocket;

/**
 * Reports an invalid channel name, or a connection that has reached its limit of subscriptions.
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
}
