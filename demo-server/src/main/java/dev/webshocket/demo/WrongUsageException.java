package dev.webshocket.demo;

/** The command line is invalid; the message says why. */
final class WrongUsageException extends Exception {

    private static final long serialVersionUID = 1L;

    WrongUsageException(String message) {
        super(message);
    }
}
