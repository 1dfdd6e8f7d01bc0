package dev.webshocket.internal.link;

/** The kind of frame that carries a message. */
public enum FrameKind {
    BINARY,
    TEXT,
    PING
}
