package dev.webshocket.internal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Chooses the wire's form of a Java number, section "Values" of the wire protocol. */
final class PlainNumber {

    // No integer of 64 bits has more digits.
    private static final int MOST_DIGITS = 20;

    private PlainNumber() {}

    /** Whether {@link #write} takes numbers of that class; all others are written as their text says. */
    static boolean isKnown(Number value) {
        return value instanceof Long
                || value instanceof Integer
                || value instanceof Double
                || value instanceof Float
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger
                || value instanceof BigDecimal;
    }

    static void write(Number value, PlainSink sink) {
        if (value instanceof Double) {
            sink.real(value.doubleValue());
        } else if (value instanceof Float) {
            // Its shortest decimal, not its bits: 0.1f becomes 0.1 and not 0.10000000149011612.
            sink.real(Double.parseDouble(value.toString()));
        } else if (value instanceof BigInteger integer) {
            write(integer, sink);
        } else if (value instanceof BigDecimal decimal) {
            write(decimal, sink);
        } else {
            sink.integer(value.longValue());
        }
    }

    private static void write(BigInteger value, PlainSink sink) {
        if (value.bitLength() < Long.SIZE) {
            sink.integer(value.longValue());
        } else {
            sink.integer(value);
        }
    }

    /** Never expands an exponent: 1E+999999999 is a short text and a huge integer. */
    private static void write(BigDecimal value, PlainSink sink) {
        if (value.scale() <= 0 && (long) value.precision() - value.scale() <= MOST_DIGITS) {
            BigInteger integer = value.toBigInteger();
            if (hasSixtyFourBits(integer)) {
                write(integer, sink);
                return;
            }
        }
        double nearest = value.doubleValue();
        if (Double.isInfinite(nearest)) {
            throw new EncodingException("a decimal beyond the range of double has no form on the wire");
        }
        if (value.compareTo(BigDecimal.valueOf(nearest)) == 0) {
            sink.real(nearest);
        } else {
            sink.decimal(value);
        }
    }

    /** Whether an integer fits in 64 bits, signed or unsigned. */
    static boolean hasSixtyFourBits(BigInteger value) {
        return value.bitLength() < Long.SIZE || (value.signum() > 0 && value.bitLength() == Long.SIZE);
    }
}
