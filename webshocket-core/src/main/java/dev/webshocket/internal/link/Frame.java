package dev.webshocket.internal.link;

/** A message that a link sends. Immutable; the bytes are nobody's to change. */
public interface Frame {

    /** Returns what it becomes on the wire. */
    FrameKind kind();

    /** Returns the payload; of a text in UTF-8. */
    byte[] bytes();

    /** Returns the payload of a text, for a link that takes it as such. */
    String text();
}
