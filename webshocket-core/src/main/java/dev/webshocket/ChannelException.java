package dev.webshocket;

/**
 * Says that a channel's name is not allowed, or that a connection has as many subscriptions as it may have.
 *
 * <p>Where a method that is called from afar lets it pass, the caller gets {@link
 * dev.webshocket.packet.RpcErrorCode#RPC_APPLICATION_ERROR} with its message.
 */
public class ChannelException extends RpcException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what is not allowed, and the bound
     */
    public ChannelException(String message) {
        super(message);
    }
}
