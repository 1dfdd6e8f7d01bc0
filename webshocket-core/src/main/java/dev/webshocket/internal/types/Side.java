package dev.webshocket.internal.types;

/** Which way values of a type go: the properties of a class, their names and their formats differ by it. */
public enum Side {
    /** From the wire, by constructors, setters and public fields. */
    READ,
    /** To the wire, by getters and public fields. */
    WRITE
}
