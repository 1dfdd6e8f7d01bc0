package dev.webshocket.internal.client;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.UnfitValueException;
import dev.webshocket.internal.codec.ValueReader;
import dev.webshocket.internal.types.UnbindableTypeException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Converts plain values to the types that applications request. Safe for use by any thread. */
final class ResultTypes {

    /** Bounds the cache: an application may generate any number of generic types. */
    private static final int MOST_READERS = 1_000;

    private final Binding binding;
    private final Map<Type, ValueReader> readers = new ConcurrentHashMap<>();

    ResultTypes(Binding binding) {
        this.binding = binding;
    }

    /**
     * Returns a reader for a type.
     *
     * @throws IllegalArgumentException if no wire value can be read as the type
     */
    ValueReader reader(Type type) {
        if (type == void.class || type == Void.class) {
            return plain -> null;
        }
        if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
            ValueReader inner = reader(optional.getActualTypeArguments()[0]);
            return plain -> Optional.ofNullable(inner.read(plain));
        }
        ValueReader known = readers.get(type);
        if (known != null) {
            return known;
        }
        try {
            ValueReader reader = binding.readerFor(type);
            if (readers.size() >= MOST_READERS) {
                // Types in use are soon cached again.
                readers.clear();
            }
            readers.put(type, reader);
            return reader;
        } catch (UnbindableTypeException e) {
            throw new IllegalArgumentException(
                    "no result can become a " + type.getTypeName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a value.
     *
     * @throws dev.webshocket.client.ClientException if it does not fit
     */
    @SuppressWarnings("unchecked")
    static <T> T read(ValueReader reader, Object plain) {
        try {
            return (T) reader.read(plain);
        } catch (UnfitValueException e) {
            throw ClientFailures.unfit(e);
        }
    }

    /**
     * Converts any value to a plain one, as if it came from the wire.
     *
     * @throws dev.webshocket.client.ClientException if it does not fit
     */
    <T> T convert(Object plain, Type type) {
        return read(reader(type), plain);
    }
}
