package dev.webshocket.internal.description;

import dev.webshocket.internal.types.ValueType;
import java.util.Map;

/** The constraints of Jakarta Validation as keywords of schemas. */
final class Constraints {

    private Constraints() {}

    static Map<String, Object> of(ValueType model, Place place) {
        return Map.of();
    }

    static boolean require(ValueType model, Place place) {
        return false;
    }
}
