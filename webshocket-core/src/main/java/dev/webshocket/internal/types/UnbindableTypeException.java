package dev.webshocket.internal.types;

/** Says that there are no values of a Java type on the wire, and why; the reason is meant for a developer. */
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

    /** The same, of a property of a class. */
    UnbindableTypeException inProperty(String name, Class<?> declaring) {
        String place = "in property \"" + name + "\" of " + declaring.getTypeName() + ": ";
        return getMessage().startsWith("in property ") ? this : new UnbindableTypeException(place + getMessage());
    }
}
