package dev.webshocket.internal.codec;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns decimal digits into an integer in less than quadratic time, which {@link BigInteger#BigInteger(String)} takes
 * before JDK 21: a message of a million digits would hold a processor for seconds.
 */
final class Digits {

    private static final int CHUNK = 256;

    private final String text;
    // Ten to the power of CHUNK, of 2 * CHUNK, of 4 * CHUNK and so on.
    private final List<BigInteger> powers = new ArrayList<>();

    private Digits(String text) {
        this.text = text;
    }

    /**
     * Parses an integer.
     *
     * @param text one digit or more, with a minus sign before them or without
     */
    static BigInteger parse(String text) {
        if (text.length() <= CHUNK) {
            return new BigInteger(text);
        }
        boolean negative = text.charAt(0) == '-';
        BigInteger magnitude = new Digits(text).between(negative ? 1 : 0, text.length());
        return negative ? magnitude.negate() : magnitude;
    }

    private BigInteger between(int from, int to) {
        int length = to - from;
        if (length <= CHUNK) {
            return new BigInteger(text.substring(from, to));
        }
        int level = Integer.SIZE - 1 - Integer.numberOfLeadingZeros((length - 1) / CHUNK);
        int middle = to - (CHUNK << level);
        return between(from, middle).multiply(power(level)).add(between(middle, to));
    }

    private BigInteger power(int level) {
        while (powers.size() <= level) {
            powers.add(
                    powers.isEmpty()
                            ? BigInteger.TEN.pow(CHUNK)
                            : powers.get(powers.size() - 1).pow(2));
        }
        return powers.get(level);
    }
}
