package dev.webshocket.internal.types;

/** The direction of values: the properties of a class, their names and their formats depend on it. */
public enum Side {
    /** From the wire, by constructors, setters and public fields. */
    READ,
    /** To the wire, by getters and public fields. */
    WRITE
}
