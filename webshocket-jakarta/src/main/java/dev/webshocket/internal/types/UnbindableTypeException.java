package dev.webshocket.internal.types;

/** Says that no value from the wire can become one of a Java type, and why; the reason is meant for a developer. */
public final class UnbindableTypeException extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param reason the type, and what is wrong with it
     */
    public UnbindableTypeException(String reason) {
        super(reason);
    }
}
