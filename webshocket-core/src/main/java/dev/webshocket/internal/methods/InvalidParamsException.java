package dev.webshocket.internal.methods;

/** Says that arguments do not fit a method; the message tells the caller why. */
public final class InvalidParamsException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Says why, for the caller. */
    public InvalidParamsException(String message) {
        // No stack trace: any client can cause it at will, so it must be cheap.
        super(message, null, false, false);
    }
}
