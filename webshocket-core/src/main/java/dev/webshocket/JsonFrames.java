package dev.webshocket;

/** In what kind of frame a client that asked for no subprotocol gets its JSON. */
public enum JsonFrames {
    /** Binary frames, as the original server sends. */
    BINARY,
    /** Text frames. */
    TEXT
}
