package dev.webshocket.internal.link;

/** What a queued message becomes on the wire. */
public enum FrameKind {
    BINARY,
    TEXT,
    PING
}
