package dev.webshocket.internal.codec;

import dev.webshocket.spi.binding.JsonbComponents;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The adapters, serializers and deserializers of the application, one of each class. Safe for use by several threads. */
final class Components implements AutoCloseable {

    private final JsonbComponents platform = JsonbComponents.ofPlatform();
    private final Map<Class<?>, Object> made = new ConcurrentHashMap<>();

    /**
     * Returns the one of a class.
     *
     * @throws IllegalArgumentException if there can be none
     */
    <T> T of(Class<T> type) {
        Object known = made.get(type);
        if (known == null) {
            // Without a lock, because it runs application code; of two created at the same time one is discarded.
            Object one = create(type);
            Object other = made.putIfAbsent(type, one);
            known = other == null ? one : other;
        }
        return type.cast(known);
    }

    private Object create(Class<?> type) {
        try {
            return platform.create(type);
        } catch (Exception e) {
            throw new IllegalArgumentException("there can be no " + type.getName() + ": " + e, e);
        }
    }

    @Override
    public void close() {
        platform.close();
    }
}
