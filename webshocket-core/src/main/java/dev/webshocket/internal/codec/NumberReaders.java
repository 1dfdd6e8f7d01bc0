package dev.webshocket.internal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Reads numbers: an integer only from an integer in its range, a number with a fraction from any number. Section
 * "Values" of the wire protocol.
 */
final class NumberReaders {

    private NumberReaders() {}

    /** Whether numbers of a class have no fraction. */
    static boolean isWhole(Class<?> type) {
        return type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class
                || type == short.class
                || type == Short.class
                || type == byte.class
                || type == Byte.class
                || type == BigInteger.class;
    }

    static byte toByte(Object plain) throws UnfitValueException {
        return (byte) inRange(plain, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
    }

    static short toShort(Object plain) throws UnfitValueException {
        return (short) inRange(plain, Short.MIN_VALUE, Short.MAX_VALUE, "short");
    }

    static int toInt(Object plain) throws UnfitValueException {
        return (int) inRange(plain, Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
    }

    static long toLong(Object plain) throws UnfitValueException {
        return inRange(plain, Long.MIN_VALUE, Long.MAX_VALUE, "long");
    }

    private static long inRange(Object plain, long min, long max, String type) throws UnfitValueException {
        if (plain instanceof Long integer) {
            if (integer < min || integer > max) {
                throw Described.outOfRange(integer, type);
            }
            return integer;
        }
        throw plain instanceof BigInteger integer ? Described.outOfRange(integer, type) : Described.unfit(plain, type);
    }

    static double toDouble(Object plain) throws UnfitValueException {
        if (plain instanceof Double real) {
            return real;
        }
        if (plain instanceof Number number) {
            double nearest = number.doubleValue();
            if (Double.isInfinite(nearest)) {
                throw Described.outOfRange(number, "double");
            }
            return nearest;
        }
        throw Described.unfit(plain, "double");
    }

    static float toFloat(Object plain) throws UnfitValueException {
        if (plain instanceof Number number) {
            float nearest = number.floatValue();
            boolean wasInfinite = number instanceof Double real && real.isInfinite();
            if (Float.isInfinite(nearest) && !wasInfinite) {
                throw Described.outOfRange(number, "float");
            }
            return nearest;
        }
        throw Described.unfit(plain, "float");
    }

    static BigInteger toBigInteger(Object plain) throws UnfitValueException {
        if (plain instanceof Long integer) {
            return BigInteger.valueOf(integer);
        }
        if (plain instanceof BigInteger integer) {
            return integer;
        }
        throw Described.unfit(plain, "integer");
    }

    /** Accepts a string too: MessagePack has no other form for decimals that a double cannot represent. */
    static BigDecimal toBigDecimal(Object plain, int maxDigits) throws UnfitValueException {
        if (plain instanceof Long integer) {
            return BigDecimal.valueOf(integer);
        }
        if (plain instanceof BigDecimal decimal) {
            return decimal;
        }
        if (plain instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (plain instanceof TinyNumber || (plain instanceof Double real && isSubnormal(real))) {
            throw new UnfitValueException("a number is out of range");
        }
        if (plain instanceof Double real && Double.isFinite(real)) {
            return BigDecimal.valueOf(real);
        }
        if (plain instanceof String text) {
            Number number = NumberText.parseAny(text, true, maxDigits);
            if (number != null) {
                return toBigDecimal(number, maxDigits);
            }
        }
        throw Described.unfit(plain, "decimal");
    }

    /** Tells whether a double has lost digits, so that the original decimal is not known. */
    private static boolean isSubnormal(double real) {
        return real != 0 && Math.abs(real) < Double.MIN_NORMAL;
    }
}
