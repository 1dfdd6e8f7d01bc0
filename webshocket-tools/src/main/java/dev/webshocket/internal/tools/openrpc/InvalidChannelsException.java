package dev.webshocket.internal.tools.openrpc;

/** A document is no AsyncAPI, or means nothing. */
public final class InvalidChannelsException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Makes one that says what is wrong. */
    public InvalidChannelsException(String message) {
        super(message);
    }
}
