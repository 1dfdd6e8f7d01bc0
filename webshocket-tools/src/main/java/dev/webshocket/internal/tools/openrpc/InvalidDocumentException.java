package dev.webshocket.internal.tools.openrpc;

/** A document is none of OpenRPC, or has a part that means nothing; the message says where and why. */
public final class InvalidDocumentException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Creates an exception. */
    public InvalidDocumentException(String message) {
        super(message);
    }
}
