package dev.webshocket.internal.codec;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * Limits the cost of comparing decimals in one sorted collection. To compare two of one magnitude, the shorter one is scaled
 * to the length of the other, so a few long ones make each of many short ones as expensive.
 */
final class ComparisonGuard implements AdditionGuard {

    /** Decimals with at most this many digits keep them in a long. */
    private static final int SHORT = 18;

    /** Scaling by this many digits costs little more than the comparison itself. */
    private static final int CHEAP_DIGITS = 40;

    private static final long COST_AT_LEAST = 2_000_000;

    /** More than as many digits are compared where all are of one length: that is the logarithm of their number. */
    private static final long COST_OF_DIGIT = 24;

    private static final class Magnitude {
        private int smallestScale = Integer.MAX_VALUE;
        private int largestScale = Integer.MIN_VALUE;
        private int longOnes;
    }

    private final Map<Long, Magnitude> magnitudes = new HashMap<>();
    private long digits;
    private long cost;

    @Override
    public void charge(Object value) throws UnfitValueException {
        if (!(value instanceof BigDecimal decimal)) {
            return;
        }
        int precision = decimal.precision();
        digits += precision;
        Magnitude magnitude = magnitudes.computeIfAbsent((long) precision - decimal.scale(), any -> new Magnitude());
        magnitude.smallestScale = Math.min(magnitude.smallestScale, decimal.scale());
        magnitude.largestScale = Math.max(magnitude.largestScale, decimal.scale());
        long spread = (long) magnitude.largestScale - magnitude.smallestScale;
        int dearComparisons = Integer.SIZE - Integer.numberOfLeadingZeros(magnitude.longOnes);
        cost += dearComparisons * Math.max(0, spread - CHEAP_DIGITS);
        magnitude.longOnes += precision > SHORT ? 1 : 0;
        if (cost > COST_AT_LEAST + digits * COST_OF_DIGIT) {
            throw new UnfitValueException("too many decimals of very different lengths are to be sorted");
        }
    }
}
