package dev.webshocket.internal.codec;

import dev.webshocket.internal.types.ObjectType;
import dev.webshocket.internal.types.Property;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Writes the values of one record or class: the members that name the subtype, then the properties, without those that are
 * null unless they are nillable. Safe for use by several threads.
 */
final class ObjectValueWriter implements ValueWriter {

    private final String name;
    private final Map<String, String> typeKeys;
    private final String[] names;
    private final boolean[] nillable;
    private final MethodHandle[] getters;
    private final ValueWriter[] writers;

    ObjectValueWriter(ObjectType type, ClassWriters classes) {
        name = type.javaClass().getName();
        typeKeys = type.typeKeys();
        List<Property> properties = type.properties();
        names = new String[properties.size()];
        nillable = new boolean[names.length];
        getters = new MethodHandle[names.length];
        writers = new ValueWriter[names.length];
        for (int i = 0; i < names.length; i++) {
            Property property = properties.get(i);
            names[i] = property.name();
            nillable[i] = property.nillable();
            getters[i] = Handles.getter(property.origin());
            writers[i] = classes.property(property.type()).orElseGet(classes::anything);
        }
    }

    @Override
    public void write(Object value, PlainSink sink, int depth) {
        int inner = Nesting.deeper(depth);
        Object[] values = new Object[names.length];
        int size = typeKeys.size();
        for (int i = 0; i < values.length; i++) {
            values[i] = get(i, value);
            size += values[i] != null || nillable[i] ? 1 : 0;
        }
        sink.map(size);
        for (Map.Entry<String, String> key : typeKeys.entrySet()) {
            sink.key(key.getKey());
            sink.text(key.getValue());
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                sink.key(names[i]);
                writers[i].write(values[i], sink, inner);
            } else if (nillable[i]) {
                sink.key(names[i]);
                sink.nil();
            }
        }
        sink.endMap();
    }

    private Object get(int index, Object value) {
        try {
            Object got = (Object) getters[index].invokeExact(value);
            return got == null || unwrapped(got) == null ? null : got;
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new EncodingException(name + " has no form on the wire", e);
        }
    }

    /** Returns the content of an optional value, null if it is empty; any other value as it is. */
    static Object unwrapped(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.orElse(null);
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? (Object) optional.getAsInt() : null;
        }
        if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? (Object) optional.getAsLong() : null;
        }
        if (value instanceof OptionalDouble optional) {
            return optional.isPresent() ? (Object) optional.getAsDouble() : null;
        }
        return value;
    }
}
