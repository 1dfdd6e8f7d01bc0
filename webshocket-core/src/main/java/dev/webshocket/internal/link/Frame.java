package dev.webshocket.internal.link;

/** A message that a link sends. Immutable; the bytes must not be changed. */
public interface Frame {

    /** Returns the kind of frame on the wire. */
    FrameKind kind();

    /** Returns the payload; a text as UTF-8. */
    byte[] bytes();

    /** Returns the payload of a text, for a link that sends strings. */
    String text();

    /**
     * Tells whether a link may put the write off for a moment, to write it together with the next ones: the message is one for
     * many links, or one of several for this link.
     */
    boolean isGathered();
}
