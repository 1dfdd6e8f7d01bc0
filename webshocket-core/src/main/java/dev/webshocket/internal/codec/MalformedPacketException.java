package dev.webshocket.internal.codec;

/**
 * Says that a message is no packet, section "Malformed input" of the wire protocol. It has no stack trace: any
 * client can cause it at will, and it must be cheap.
 */
public final class MalformedPacketException extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean syntactic;
    /** Where in the message the value is that cannot be made; empty where that is not known. */
    private final String path;

    private final String reason;
    private transient Object callId;

    /**
     * Makes the exception of a packet with a fault, or of a value that cannot be made.
     *
     * @param message what is wrong with the message, naming the member and the rule
     */
    public MalformedPacketException(String message) {
        this("", message, false);
    }

    private MalformedPacketException(String path, String reason, boolean syntactic) {
        super(path.isEmpty() ? reason : path + ": " + reason, null, false, false);
        this.path = path;
        this.reason = reason;
        this.syntactic = syntactic;
    }

    /**
     * Makes the exception of a message that is not of the encoding.
     *
     * @param message what is wrong with it
     * @return the exception
     */
    public static MalformedPacketException syntax(String message) {
        return new MalformedPacketException("", message, true);
    }

    /** The same, of a value within another. What is not of the encoding is nowhere within it. */
    MalformedPacketException within(String step) {
        return syntactic ? this : new MalformedPacketException(ValuePath.within(step, path), reason, false).of(callId);
    }

    /** Adds the id of the call that the message was meant to be, as far as it could be read. */
    MalformedPacketException of(Object id) {
        callId = id;
        return this;
    }

    /**
     * Tells whether the message is not of the encoding at all, rather than a packet with a fault.
     *
     * @return whether its syntax is wrong
     */
    public boolean isSyntactic() {
        return syntactic;
    }

    /**
     * Returns the id of the call that the message was meant to be.
     *
     * @return a string or a number; null where none could be read
     */
    public Object callId() {
        return callId;
    }
}
