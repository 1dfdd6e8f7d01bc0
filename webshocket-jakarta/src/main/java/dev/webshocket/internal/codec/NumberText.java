package dev.webshocket.internal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Reads the numbers of JSON, section "Values" of the wire protocol. */
final class NumberText {

    // So many digits and a sign always fit a long.
    private static final int SAFE_LONG = 18;
    // No double needs more digits to be told from its neighbours.
    private static final int MOST_DOUBLE_DIGITS = 17;

    private NumberText() {}

    /**
     * Reads a number that a JSON parser has found well-formed.
     *
     * @param text the number
     * @param exact whether what no double holds exactly becomes a {@link BigDecimal}
     * @param maxDigits how many digits it may have: to convert them takes time that grows with their square
     * @throws MalformedPacketException if it has more digits, or is out of the range of double
     */
    static Number parse(String text, boolean exact, int maxDigits) throws MalformedPacketException {
        if (text.length() > maxDigits && digits(text) > maxDigits) {
            throw new MalformedPacketException("a number has more than " + maxDigits + " digits");
        }
        if (isInteger(text)) {
            return integer(text);
        }
        double nearest = Double.parseDouble(text);
        if (Double.isInfinite(nearest)) {
            throw new MalformedPacketException("a number is out of range");
        }
        // Below the normal doubles precision runs out, and exponents grow that make decimals a trap for who adds them.
        return exact && Math.abs(nearest) >= Double.MIN_NORMAL ? doubleOrDecimal(text, nearest) : (Number) nearest;
    }

    /** Reads any text, and gives null where that is no number of JSON, too long or out of range. */
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

    /** Gives an integer its plain type. */
    static Number integer(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    /** Decides without ever making a decimal of zeros that a client wrote, or of an exponent. */
    private static Number doubleOrDecimal(String text, double nearest) {
        StringBuilder digits = new StringBuilder(Math.min(text.length(), 32));
        int fraction = 0;
        long exponent = 0;
        boolean inFraction = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                inFraction = true;
            } else if (c == 'e' || c == 'E') {
                exponent = Long.parseLong(text, i + 1, text.length(), 10);
                break;
            } else if (c != '-' && c != '+') {
                if (c != '0' || digits.length() > 0) {
                    digits.append(c);
                }
                fraction += inFraction ? 1 : 0;
            }
        }
        int significant = digits.length();
        while (significant > 0 && digits.charAt(significant - 1) == '0') {
            significant--;
        }
        // The value is a normal double, so the scale is small once the zeros at the end are gone.
        long scale = fraction - exponent - (digits.length() - significant);
        digits.setLength(significant);
        BigInteger unscaled = new BigInteger(digits.toString());
        BigDecimal decimal =
                new BigDecimal(text.charAt(0) == '-' ? unscaled.negate() : unscaled, Math.toIntExact(scale));
        boolean same = significant <= MOST_DOUBLE_DIGITS && decimal.compareTo(BigDecimal.valueOf(nearest)) == 0;
        return same ? (Number) nearest : decimal;
    }
}
