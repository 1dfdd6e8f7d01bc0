package dev.webshocket.internal.types;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plain values in the form that both encodings share. */
final class GeneratedValues {

    private GeneratedValues() {}

    /** Returns a value in which everything is text that one of the encodings has as text only. */
    static Object normal(Object value) {
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(normal(each)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((name, member) -> copy.put(name, normal(member)));
            return copy;
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        return value instanceof BigDecimal || value instanceof Instant ? value.toString() : value;
    }
}
