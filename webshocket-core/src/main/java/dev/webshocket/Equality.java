package dev.webshocket;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Compares numbers by value, since the wire delivers every number as a {@link Long} or a {@link Double}. */
final class Equality {

    private Equality() {}

    static boolean of(Object one, Object other) {
        if (one instanceof Number first && other instanceof Number second) {
            BigDecimal firstValue = valueOf(first);
            BigDecimal secondValue = valueOf(second);
            if (firstValue != null && secondValue != null) {
                return firstValue.compareTo(secondValue) == 0;
            }
            if (isDouble(first) && isDouble(second)) {
                return Double.compare(first.doubleValue(), second.doubleValue()) == 0;
            }
        }
        return Objects.equals(one, other);
    }

    /** Returns the exact value, or null for NaN, infinities, and number types outside the JDK's common ones. */
    private static BigDecimal valueOf(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (isDouble(number)) {
            return Double.isFinite(number.doubleValue()) ? new BigDecimal(number.doubleValue()) : null;
        }
        boolean integral = number instanceof Integer
                || number instanceof Long
                || number instanceof Short
                || number instanceof Byte
                || number instanceof AtomicInteger
                || number instanceof AtomicLong;
        return integral ? BigDecimal.valueOf(number.longValue()) : null;
    }

    private static boolean isDouble(Number number) {
        return number instanceof Double || number instanceof Float;
    }
}
