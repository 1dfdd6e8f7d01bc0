package dev.webshocket.internal.types;

/** The form of bytes on the wire. */
public enum BinaryForm {
    /** The encoding's own: binary in MessagePack, in JSON the string of their base64. */
    NATIVE,
    /** The string of their base64 in the alphabet for URLs. */
    BASE_64_URL,
    /** A list of numbers from -128 to 127. */
    LIST
}
