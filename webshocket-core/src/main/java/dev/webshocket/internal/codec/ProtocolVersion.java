package dev.webshocket.internal.codec;

/** A version of the wire protocol. */
public enum ProtocolVersion {
    V1,
    /** Section "Version 2": sessions that outlive their links, calls in both directions, streams with credit. */
    V2
}
