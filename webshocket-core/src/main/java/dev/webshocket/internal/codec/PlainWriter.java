package dev.webshocket.internal.codec;

import dev.webshocket.internal.types.BinaryForm;
import dev.webshocket.internal.types.TypeReader;
import dev.webshocket.internal.types.TypeRules;
import dev.webshocket.internal.types.ValueType;
import jakarta.json.JsonValue;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Walks any value and writes it to a {@link PlainSink}. Does not copy it to a tree of plain values first. */
final class PlainWriter {

    /** The most common classes: those of JSON, and of all numbers on the wire. */
    private static final List<Class<?>> SCALARS = List.of(
            String.class,
            Boolean.class,
            Long.class,
            Integer.class,
            Double.class,
            Float.class,
            Short.class,
            Byte.class,
            BigInteger.class,
            BigDecimal.class);

    private final ClassWriters classes;
    private final BinaryForm binary;
    /** Whether no application code handles any of these. */
    private final boolean direct;

    PlainWriter(Binding binding, TypeRules rules, TypeReader types) {
        classes = new ClassWriters(binding, types, this);
        binary = rules.binary();
        direct = SCALARS.stream().noneMatch(rules.code()::writes);
    }

    /**
     * Checks in advance that the writers of a model can be created.
     *
     * @throws IllegalArgumentException if one cannot be created
     */
    void check(ValueType type) {
        new WriterCheck(classes).check(type);
    }

    /** Writes a value that is within that many lists and maps. */
    void write(Object value, PlainSink sink, int depth) {
        if (value == null) {
            sink.nil();
        } else if (!direct || !writeScalar(value, sink)) {
            classes.of(value.getClass()).write(value, sink, depth);
        }
    }

    private static boolean writeScalar(Object value, PlainSink sink) {
        if (value instanceof String text) {
            sink.text(text);
        } else if (value instanceof Boolean bool) {
            sink.bool(bool);
        } else if (value instanceof Number number && PlainNumber.isKnown(number)) {
            PlainNumber.write(number, sink);
        } else {
            return false;
        }
        return true;
    }

    /** Writes a value whose class has no writer. */
    void writeByKind(Object value, PlainSink sink, int depth) {
        if (writeScalar(value, sink)) {
            return;
        }
        if (value instanceof JsonValue jsonValue) {
            JsonTree.write(jsonValue, sink, depth);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, this::write, sink, depth);
        } else if (value instanceof Iterable<?>) {
            writeItems(value, this::write, sink, depth);
        } else if (value instanceof byte[] bytes) {
            Binaries.write(bytes, binary, sink);
        } else if (value instanceof Instant instant) {
            sink.instant(instant);
        } else if (value instanceof Character || value instanceof CharSequence) {
            sink.text(value.toString());
        } else if (value instanceof Number number) {
            PlainNumber.write(known(number), sink);
        } else if (isOptional(value)) {
            write(ObjectValueWriter.unwrapped(value), sink, depth);
        } else if (value.getClass().isArray()) {
            writeItems(value, this::write, sink, depth);
        } else {
            throw new EncodingException(value.getClass().getName() + " has no form on the wire");
        }
    }

    private static boolean isOptional(Object value) {
        return value instanceof Optional
                || value instanceof OptionalInt
                || value instanceof OptionalLong
                || value instanceof OptionalDouble;
    }

    private static Number known(Number number) {
        double nearest = number.doubleValue();
        if (Double.isNaN(nearest)) {
            return nearest;
        }
        try {
            return new BigDecimal(number.toString());
        } catch (NumberFormatException e) {
            if (Double.isInfinite(nearest)) {
                return nearest;
            }
            throw new EncodingException(number.getClass().getName() + " has no form on the wire", e);
        }
    }

    /** Writes the items of an array, a collection or another {@link Iterable}. */
    void writeItems(Object container, ValueWriter writer, PlainSink sink, int depth) {
        int inner = Nesting.deeper(depth);
        if (container instanceof Object[] items) {
            writeList(items, writer, sink, inner);
        } else if (container instanceof Collection<?> collection) {
            writeList(collection.toArray(), writer, sink, inner);
        } else if (container instanceof Iterable<?> iterable) {
            List<Object> list = new ArrayList<>();
            iterable.forEach(list::add);
            writeList(list.toArray(), writer, sink, inner);
        } else {
            writePrimitives(container, writer, sink, inner);
        }
    }

    private void writeList(Object[] items, ValueWriter writer, PlainSink sink, int depth) {
        sink.list(items.length);
        for (Object item : items) {
            writeOrNil(item, writer, sink, depth);
        }
        sink.endList();
    }

    private void writePrimitives(Object array, ValueWriter writer, PlainSink sink, int depth) {
        int length = Array.getLength(array);
        sink.list(length);
        for (int i = 0; i < length; i++) {
            writer.write(Array.get(array, i), sink, depth);
        }
        sink.endList();
    }

    void writeMap(Map<?, ?> map, ValueWriter writer, PlainSink sink, int depth) {
        int inner = Nesting.deeper(depth);
        // The size is written first, so it must match the members even if another thread changes the map.
        Object[] entries = map.entrySet().toArray();
        sink.map(entries.length);
        for (Object each : entries) {
            Map.Entry<?, ?> entry = (Map.Entry<?, ?>) each;
            sink.key(key(entry.getKey()));
            writeOrNil(entry.getValue(), writer, sink, inner);
        }
        sink.endMap();
    }

    static void writeOrNil(Object value, ValueWriter writer, PlainSink sink, int depth) {
        if (value == null) {
            sink.nil();
        } else {
            writer.write(value, sink, depth);
        }
    }

    private String key(Object key) {
        if (key instanceof String text) {
            return text;
        }
        if (direct && isScalar(key)) {
            return String.valueOf(key);
        }
        TreeSink tree = new TreeSink();
        write(key, tree, 0);
        if (isScalar(tree.root())) {
            return String.valueOf(tree.root());
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
