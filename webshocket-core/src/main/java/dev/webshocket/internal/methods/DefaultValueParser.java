package dev.webshocket.internal.methods;

import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.MalformedPacketException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses the text of a {@link dev.webshocket.DefaultValue} into the plain value that a caller would have sent. */
final class DefaultValueParser {

    private DefaultValueParser() {}

    static Object of(String text, Type type, Codec json) {
        if (type == String.class) {
            return text;
        }
        try {
            return unmodifiable(json.decodeValue(text));
        } catch (MalformedPacketException e) {
            return text;
        }
    }

    // All calls share the value, and some readers return lists and maps without a copy.
    private static Object unmodifiable(Object plain) {
        if (plain instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(unmodifiable(item)));
            return Collections.unmodifiableList(copy);
        }
        if (plain instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(key, unmodifiable(value)));
            return Collections.unmodifiableMap(copy);
        }
        return plain;
    }
}
