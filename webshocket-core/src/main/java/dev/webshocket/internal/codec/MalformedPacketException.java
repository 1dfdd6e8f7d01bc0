package dev.webshocket.internal.codec;

/**
 * Says that a message is not a packet, section "Malformed input" of the wire protocol. It has no stack trace: any client can
 * cause it at will, and it must be cheap.
 */
public final class MalformedPacketException extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean syntactic;
    /** The path of the value that cannot be decoded; empty if it is not known. */
    private final String path;

    private final String reason;
    private transient Object callId;
    private boolean alwaysAnswered;

    /**
     * Creates the exception for a malformed packet, or a value that cannot be decoded.
     *
     * @param message names the member and the rule
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
     * Creates the exception for a message that is not in the encoding.
     *
     * @param message what is wrong with it
     * @return the exception
     */
    public static MalformedPacketException syntax(String message) {
        return new MalformedPacketException("", message, true);
    }

    /** The same for a nested value. A message that is not in the encoding has no path. */
    MalformedPacketException within(String step) {
        return syntactic ? this : new MalformedPacketException(ValuePath.within(step, path), reason, false).of(callId);
    }

    /** Makes it one that the sender is told of in each encoding. */
    MalformedPacketException alwaysAnswered() {
        alwaysAnswered = true;
        return this;
    }

    /** Adds the id of the intended call, if it could be read. */
    MalformedPacketException of(Object id) {
        callId = id;
        return this;
    }

    /**
     * Tells whether the message is not in the encoding, rather than a malformed packet.
     *
     * @return whether its syntax is wrong
     */
    public boolean isSyntactic() {
        return syntactic;
    }

    /**
     * Tells whether the sender gets an answer in MessagePack too, which is so for the members of a call that version 2 of the
     * protocol adds.
     *
     * @return whether it is always answered
     */
    public boolean isAlwaysAnswered() {
        return alwaysAnswered;
    }

    /**
     * Returns the id of the intended call.
     *
     * @return a string or a number; null if none could be read
     */
    public Object callId() {
        return callId;
    }
}
