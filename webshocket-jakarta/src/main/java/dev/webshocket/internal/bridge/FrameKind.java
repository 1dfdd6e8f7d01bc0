package dev.webshocket.internal.bridge;

/** What a queued message becomes on the wire. */
enum FrameKind {
    BINARY,
    TEXT,
    PING
}
