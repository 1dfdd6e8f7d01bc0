package dev.webshocket.internal.rpc;

/** Arguments that a method cannot be called with; the message tells the caller why. */
final class InvalidParamsException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidParamsException(String message) {
        // No stack trace: bad input is the caller's affair and must stay cheap.
        super(message, null, false, false);
    }
}
