package dev.webshocket.internal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The text of a number with a fraction or an exponent, parsed without creating a decimal as long as a client's zeros or
 * exponent ask for.
 *
 * @param digits its digits, without zeros at either end
 * @param scale how many of them are behind the point; negative if zeros follow them
 */
record DecimalText(boolean negative, String digits, long scale) {

    /** Any decimal of so many digits is what its nearest double is written as. */
    private static final int HELD_DIGITS = 15;

    /** No double is written with more digits: 17 tell it from its neighbours, and before Java 19 some had one more. */
    private static final int MOST_DOUBLE_DIGITS = 18;

    /** Numbers of so many digits before the point are finite as doubles, and of so many zeros behind it normal. */
    private static final int MAGNITUDE = 300;

    /** Longer than any text, and far from where sums of it overflow. */
    private static final long LARGEST_EXPONENT = 1L << 40;

    /** Reads the text of a number that is well-formed. */
    static DecimalText of(String text) {
        StringBuilder digits = new StringBuilder(Math.min(text.length(), 32));
        long fraction = 0;
        long exponent = 0;
        boolean inFraction = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                inFraction = true;
            } else if (c == 'e' || c == 'E') {
                exponent = exponent(text, i + 1);
                break;
            } else if (c != '-') {
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
        long scale = fraction - exponent - (digits.length() - significant);
        return new DecimalText(text.charAt(0) == '-', digits.substring(0, significant), scale);
    }

    private static long exponent(String text, int from) {
        long exponent = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '-' && c != '+' && exponent < LARGEST_EXPONENT) {
                exponent = exponent * 10 + (c - '0');
            }
        }
        return text.charAt(from) == '-' ? -exponent : exponent;
    }

    /** Whether it has more digits than any double, and is in their range. */
    boolean isBeyondDoubles() {
        return digits.length() > MOST_DOUBLE_DIGITS && Math.abs(digits.length() - scale) <= MAGNITUDE;
    }

    /** Whether it has so few digits that a double holds it, where that is a normal one. */
    boolean isHeldByDoubles() {
        return digits.length() <= HELD_DIGITS;
    }

    /** Returns the number, which must be in the range of normal doubles. */
    BigDecimal value() {
        BigInteger unscaled = new BigInteger(digits);
        return new BigDecimal(negative ? unscaled.negate() : unscaled, Math.toIntExact(scale));
    }
}
