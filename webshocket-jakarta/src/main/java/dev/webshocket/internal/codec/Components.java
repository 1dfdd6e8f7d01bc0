package dev.webshocket.internal.codec;

import dev.webshocket.spi.JsonbComponents;
import java.util.HashMap;
import java.util.Map;

/** The adapters, serializers and deserializers of the application, one of each class. Safe for use by several threads. */
final class Components implements AutoCloseable {

    private final JsonbComponents platform = JsonbComponents.ofPlatform();
    private final Map<Class<?>, Object> made = new HashMap<>();

    /**
     * Returns the one of a class.
     *
     * @throws IllegalArgumentException if there can be none
     */
    synchronized <T> T of(Class<T> type) {
        return type.cast(made.computeIfAbsent(type, this::create));
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
