package dev.webshocket.internal.redis.session;

/** A session in the store that this version of the application, or of this module, cannot read. */
final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableException(String why) {
        super(why);
    }

    UnreadableException(String why, Throwable cause) {
        super(why, cause);
    }
}
