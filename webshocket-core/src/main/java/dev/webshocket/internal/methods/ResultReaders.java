package dev.webshocket.internal.methods;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.ValueReader;
import dev.webshocket.internal.types.UnbindableTypeException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the readers for the types that an application requests of results, and keeps them. Safe for use by any thread. */
public final class ResultReaders {

    /** Bounds the cache: an application may generate any number of generic types. */
    private static final int MOST_READERS = 1_000;

    private final Binding binding;
    private final Map<Type, ValueReader> readers = new ConcurrentHashMap<>();

    /** Makes them from a binding. */
    public ResultReaders(Binding binding) {
        this.binding = binding;
    }

    /**
     * Returns a reader for a type. For {@code void} and {@code Void} it ignores the value; for {@code Optional} it is empty for
     * null.
     *
     * @throws IllegalArgumentException if no wire value can be read as the type
     */
    public ValueReader reader(Type type) {
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
}
