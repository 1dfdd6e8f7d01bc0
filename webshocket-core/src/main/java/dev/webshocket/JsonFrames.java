package dev.webshocket;

/** The kind of frame that carries JSON to a client that requested no subprotocol. */
public enum JsonFrames {
    /** Binary frames, as the original server sends. */
    BINARY,
    /** Text frames. */
    TEXT
}
