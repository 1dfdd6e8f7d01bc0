package dev.webshocket.internal.codec;

/**
 * Says that a value from the wire does not fit a Java type, in a message that may be sent to the client:
 * {@code 1.5 is no int}, or, within a list or map, {@code items[2].price: a string is no int}. It has no stack trace: any
 * client can cause it at will, and it must be cheap.
 */
public final class UnfitValueException extends Exception {

    private static final long serialVersionUID = 1;

    private final String path;
    private final String reason;

    /**
     * Makes the exception.
     *
     * @param reason what does not fit what
     */
    public UnfitValueException(String reason) {
        this("", reason);
    }

    UnfitValueException(String path, String reason) {
        super(path.isEmpty() ? reason : path + ": " + reason, null, false, false);
        this.path = path;
        this.reason = reason;
    }

    /** The same for an item of a list. */
    UnfitValueException atIndex(int index) {
        return within(ValuePath.index(index));
    }

    /** The same for a member of a map. */
    UnfitValueException atMember(String name) {
        return within(Described.brief(name));
    }

    /** The same for a nested value; an empty path is the value itself. */
    UnfitValueException within(String step) {
        return step.isEmpty() ? this : new UnfitValueException(ValuePath.within(step, path), reason);
    }
}
