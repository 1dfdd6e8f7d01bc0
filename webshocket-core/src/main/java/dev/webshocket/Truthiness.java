package dev.webshocket;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Tests a value for truth as Python does: section "Truth Value Testing" of its library reference. */
final class Truthiness {

    private Truthiness() {}

    static boolean of(Object value) {
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value instanceof Number number) {
            return !isZero(number);
        }
        if (value instanceof CharSequence text) {
            return text.length() > 0;
        }
        if (value instanceof Collection<?> collection) {
            return !collection.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        if (value instanceof Optional<?> optional) {
            return optional.isPresent();
        }
        return !value.getClass().isArray() || Array.getLength(value) > 0;
    }

    private static boolean isZero(Number number) {
        // Exact, where doubleValue would round a tiny number to zero.
        if (number instanceof BigDecimal decimal) {
            return decimal.signum() == 0;
        }
        if (number instanceof BigInteger integer) {
            return integer.signum() == 0;
        }
        return number.doubleValue() == 0 && number.longValue() == 0;
    }
}
