package dev.webshocket.internal.codec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the type {@link Object}: plain values as they are, but every number with a fraction a {@link Double}. */
final class Anything {

    private Anything() {}

    static Object withoutDecimals(Object plain) {
        return hasDecimal(plain) ? replaced(plain) : plain;
    }

    // Decimals are rare, and looking for them costs less than copying.
    private static boolean hasDecimal(Object plain) {
        if (plain instanceof List<?> list) {
            for (Object item : list) {
                if (hasDecimal(item)) {
                    return true;
                }
            }
            return false;
        }
        if (plain instanceof Map<?, ?> map) {
            for (Object member : map.values()) {
                if (hasDecimal(member)) {
                    return true;
                }
            }
            return false;
        }
        return isDecimal(plain);
    }

    private static boolean isDecimal(Object plain) {
        return plain instanceof BigDecimal || plain instanceof TinyNumber;
    }

    private static Object replaced(Object plain) {
        if (plain instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(replaced(item)));
            return copy;
        }
        if (plain instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>(map.size() * 4 / 3 + 1);
            map.forEach((name, member) -> copy.put(name, replaced(member)));
            return copy;
        }
        return isDecimal(plain) ? (Object) ((Number) plain).doubleValue() : plain;
    }
}
