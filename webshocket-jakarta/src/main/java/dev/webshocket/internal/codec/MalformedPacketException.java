package dev.webshocket.internal.codec;

/**
 * Says that a message is no packet, section "Input that is no packet" of the wire protocol. It has no stack trace: any
 * client can cause it at will, and it must be cheap.
 */
public final class MalformedPacketException extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message what is wrong with the message
     */
    public MalformedPacketException(String message) {
        super(message, null, false, false);
    }
}
