package dev.webshocket.internal.redis.session;

/** A value of an attribute that has no form in the store, so that it stays on this server. */
final class UnwritableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Class<?> type;

    /**
     * Makes an exception.
     *
     * @param type the class that cannot be written
     * @param why the rule that it breaks
     * @param cause null for none
     */
    UnwritableException(Class<?> type, String why, Throwable cause) {
        super(why, cause);
        this.type = type;
    }

    UnwritableException(Class<?> type, String why) {
        this(type, why, null);
    }

    /** Returns the class that cannot be written. */
    Class<?> type() {
        return type;
    }
}
