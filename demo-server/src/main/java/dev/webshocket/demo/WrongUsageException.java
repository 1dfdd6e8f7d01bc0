package dev.webshocket.demo;

/** The command line cannot be understood; the message says why. */
final class WrongUsageException extends Exception {

    private static final long serialVersionUID = 1L;

    WrongUsageException(String message) {
        super(message);
    }
}
