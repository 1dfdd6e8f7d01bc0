package dev.webshocket.internal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Reads the numbers of JSON, section "Values" of the wire protocol. */
final class NumberText {

    // So many digits and a sign always fit a long.
    static final int SAFE_LONG = 18;

    private NumberText() {}

    /**
     * Reads a number that a JSON parser has found well-formed.
     *
     * @param text the number
     * @param exact whether a number that a double cannot represent exactly becomes a {@link BigDecimal} or a
     *     {@link TinyNumber}
     * @param maxDigits how many digits it may have: the time to convert them grows with their square
     * @throws MalformedPacketException if it has more digits, or is out of the range of double
     */
    static Number parse(String text, boolean exact, int maxDigits) throws MalformedPacketException {
        if (text.length() > maxDigits && digits(text) > maxDigits) {
            throw new MalformedPacketException("a number has more than " + maxDigits + " digits");
        }
        if (isInteger(text)) {
            return integer(text);
        }
        if (exact) {
            DecimalText decimal = DecimalText.of(text);
            // Finding the nearest double takes long for many digits, and no double has that many.
            return decimal.isBeyondDoubles() ? decimal.value() : doubleOrExact(text, decimal, nearest(text));
        }
        return nearest(text);
    }

    private static double nearest(String text) throws MalformedPacketException {
        double nearest = Double.parseDouble(text);
        if (Double.isInfinite(nearest)) {
            throw new MalformedPacketException("a number is out of range");
        }
        return nearest;
    }

    private static Number doubleOrExact(String text, DecimalText decimal, double nearest) {
        if (nearest == 0 && !decimal.digits().isEmpty()) {
            return new TinyNumber(text);
        }
        // Subnormal doubles have less precision: they are not converted to decimals.
        if (Math.abs(nearest) < Double.MIN_NORMAL || decimal.isHeldByDoubles()) {
            return nearest;
        }
        BigDecimal value = decimal.value();
        return value.compareTo(BigDecimal.valueOf(nearest)) == 0 ? (Number) nearest : value;
    }

    /** Reads any text; returns null if it is not a number of JSON, or is too long or out of range. */
    static Number parseAny(String text, boolean exact, int maxDigits) {
        try {
            return isNumber(text) ? parse(text, exact, maxDigits) : null;
        } catch (MalformedPacketException e) {
            return null;
        }
    }

    private static boolean isNumber(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int end = afterDigits(text, start);
        boolean leadingZero = text.startsWith("0", start) && end - start > 1;
        if (end == start || leadingZero) {
            return false;
        }
        if (text.startsWith(".", end)) {
            int fraction = end + 1;
            end = afterDigits(text, fraction);
            if (end == fraction) {
                return false;
            }
        }
        if (text.startsWith("e", end) || text.startsWith("E", end)) {
            int exponent = text.startsWith("+", end + 1) || text.startsWith("-", end + 1) ? end + 2 : end + 1;
            end = afterDigits(text, exponent);
            if (end == exponent) {
                return false;
            }
        }
        return end == text.length();
    }

    private static int afterDigits(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    private static int digits(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                digits++;
            }
        }
        return digits;
    }

    private static boolean isInteger(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' || c == 'e' || c == 'E') {
                return false;
            }
        }
        return true;
    }

    private static Number integer(String text) {
        if (text.length() <= SAFE_LONG) {
            return Long.parseLong(text);
        }
        return integer(new BigInteger(text));
    }

    /** Converts an integer to its plain type. */
    static Number integer(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }
}
