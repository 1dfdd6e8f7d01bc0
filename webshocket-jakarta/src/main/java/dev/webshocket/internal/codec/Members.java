package dev.webshocket.internal.codec;

/** Checks the types of members of the envelope. */
final class Members {

    private Members() {}

    static String string(Object value, String member) throws MalformedPacketException {
        if (value instanceof String text) {
            return text;
        }
        throw new MalformedPacketException(member + " is missing or no string");
    }

    static String stringOrNull(Object value, String member) throws MalformedPacketException {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new MalformedPacketException(member + " is no string");
    }
}
