package dev.webshocket.internal.codec;

import java.util.Base64;

/** Reads bytes, which JSON has as the string of their base64. Section "Values" of the wire protocol. */
final class BinaryReader {

    private BinaryReader() {}

    static byte[] bytes(Object plain) throws UnfitValueException {
        if (plain instanceof byte[] bytes) {
            return bytes;
        }
        if (plain instanceof String text) {
            return decoded(text);
        }
        throw Described.unfit(plain, "binary data");
    }

    private static byte[] decoded(String text) throws UnfitValueException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            // The decoder takes text without its padding, and bits that stand for nothing.
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // As below.
        }
        throw new UnfitValueException("the string is no base64");
    }
}
