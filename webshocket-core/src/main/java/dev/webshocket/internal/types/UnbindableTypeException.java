package dev.webshocket.internal.types;

/** Says that a Java type cannot have values on the wire; the reason is for developers. */
public final class UnbindableTypeException extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param reason names the type and the error
     */
    public UnbindableTypeException(String reason) {
        super(reason);
    }

    /** The same for a property of a class. */
    UnbindableTypeException inProperty(String name, Class<?> declaring) {
        String place = "in property \"" + name + "\" of " + declaring.getTypeName() + ": ";
        return getMessage().startsWith("in property ") ? this : new UnbindableTypeException(place + getMessage());
    }
}
