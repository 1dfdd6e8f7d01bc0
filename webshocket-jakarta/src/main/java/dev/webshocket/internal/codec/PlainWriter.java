package dev.webshocket.internal.codec;

import jakarta.json.JsonValue;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Walks any value and writes it to a {@link PlainSink}. Lists and maps are not copied into plain trees first; only what
 * goes through JSON-B is.
 */
final class PlainWriter {

    private final JsonBridge json;

    PlainWriter(JsonBridge json) {
        this.json = json;
    }

    /** Writes a value that stands within that many lists and maps. */
    void write(Object value, PlainSink sink, int depth) throws IOException {
        if (value == null) {
            sink.nil();
        } else if (value instanceof String text) {
            sink.text(text);
        } else if (value instanceof Boolean bool) {
            sink.bool(bool);
        } else if (value instanceof Number number && PlainNumber.isKnown(number)) {
            PlainNumber.write(number, sink);
        } else if (value instanceof JsonValue jsonValue) {
            JsonTree.write(jsonValue, sink, depth);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, sink, Nesting.deeper(depth));
        } else if (value instanceof Collection<?> collection) {
            writeList(collection.toArray(), sink, Nesting.deeper(depth));
        } else if (value instanceof byte[] bytes) {
            sink.bytes(bytes);
        } else if (value instanceof Instant instant) {
            sink.instant(instant);
        } else if (value instanceof Character || value instanceof CharSequence || value instanceof Path) {
            sink.text(value.toString());
        } else if (value instanceof Optional<?> optional) {
            write(optional.orElse(null), sink, depth);
        } else if (value instanceof Object[] array) {
            writeList(array, sink, Nesting.deeper(depth));
        } else if (value.getClass().isArray()) {
            writePrimitives(value, sink, Nesting.deeper(depth));
        } else if (value instanceof Iterable<?> items && !(value instanceof Record)) {
            List<Object> list = new ArrayList<>();
            items.forEach(list::add);
            writeList(list.toArray(), sink, Nesting.deeper(depth));
        } else {
            write(json.toPlain(value), sink, depth);
        }
    }

    private void writeList(Object[] items, PlainSink sink, int depth) throws IOException {
        sink.list(items.length);
        for (Object item : items) {
            write(item, sink, depth);
        }
        sink.end();
    }

    private void writePrimitives(Object array, PlainSink sink, int depth) throws IOException {
        int length = Array.getLength(array);
        sink.list(length);
        for (int i = 0; i < length; i++) {
            write(Array.get(array, i), sink, depth);
        }
        sink.end();
    }

    private void writeMap(Map<?, ?> map, PlainSink sink, int depth) throws IOException {
        // The size is written first, so it must be that of what follows even where another thread changes the map.
        Object[] entries = map.entrySet().toArray();
        sink.map(entries.length);
        for (Object each : entries) {
            Map.Entry<?, ?> entry = (Map.Entry<?, ?>) each;
            sink.key(key(entry.getKey()));
            write(entry.getValue(), sink, depth);
        }
        sink.end();
    }

    private String key(Object key) {
        if (key instanceof String text) {
            return text;
        }
        if (isScalar(key)) {
            return String.valueOf(key);
        }
        Object plain = json.toPlain(key);
        if (isScalar(plain)) {
            return String.valueOf(plain);
        }
        throw new EncodingException(
                "the key of a map is no scalar, but " + key.getClass().getName());
    }

    private static boolean isScalar(Object key) {
        return key == null
                || key instanceof CharSequence
                || key instanceof Number
                || key instanceof Boolean
                || key instanceof Character
                || key instanceof Instant;
    }
}
