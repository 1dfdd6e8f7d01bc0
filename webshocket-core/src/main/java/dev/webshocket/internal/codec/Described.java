package dev.webshocket.internal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Names plain values in messages to a client: short ones as they are, all others by their kind. */
final class Described {

    private static final int LONGEST = 40;
    private static final int MOST_BITS = 128;

    private Described() {}

    /** Says that a value is not of a kind. */
    static UnfitValueException unfit(Object plain, String type) {
        if (plain == null) {
            return new UnfitValueException("null is not allowed for " + type);
        }
        return new UnfitValueException(subject(plain) + (plain instanceof byte[] ? " are no " : " is no ") + type);
    }

    /** Says that a value is of another kind. */
    static UnfitValueException wrongKind(Object plain, String type) {
        String kind = plain instanceof Number ? "a number" : plain instanceof Boolean ? "a boolean" : subject(plain);
        return new UnfitValueException(kind + (plain instanceof byte[] ? " are no " : " is no ") + type);
    }

    /** Says that a number is out of range. */
    static UnfitValueException outOfRange(Number plain, String type) {
        return new UnfitValueException(number(plain) + " is out of range for " + type);
    }

    /** Truncates a text that a client sent. */
    static String brief(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "...";
    }

    private static String subject(Object plain) {
        if (plain instanceof String) {
            return "a string";
        }
        if (plain instanceof Boolean) {
            return plain.toString();
        }
        if (plain instanceof Number number) {
            return number(number);
        }
        if (plain instanceof List) {
            return "a list";
        }
        if (plain instanceof Map) {
            return "a map";
        }
        if (plain instanceof byte[]) {
            return "bytes";
        }
        return plain instanceof Instant ? "a timestamp" : "the value";
    }

    private static String number(Number plain) {
        // Converting a huge number to digits takes long.
        if (plain instanceof BigInteger integer && integer.bitLength() > MOST_BITS) {
            return "a huge integer";
        }
        if (plain instanceof BigDecimal decimal && decimal.unscaledValue().bitLength() > MOST_BITS) {
            return "a long decimal";
        }
        return brief(plain.toString());
    }
}
