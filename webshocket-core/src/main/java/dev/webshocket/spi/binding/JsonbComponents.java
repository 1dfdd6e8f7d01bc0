package dev.webshocket.spi.binding;

import java.util.ServiceLoader;

/**
 * Makes the adapters, serializers and deserializers that the annotations of JSON-B name, until it is closed. Safe for use by
 * any thread.
 */
public interface JsonbComponents extends AutoCloseable {

    /**
     * Makes an adapter, serializer or deserializer.
     *
     * @param <T> its class
     * @param type its class
     * @return a new instance, which may be used by any thread until these components are closed
     * @throws Exception if there can be none, or what its constructor threw
     */
    <T> T create(Class<T> type) throws Exception;

    /**
     * Destroys what has been made, and what was injected into it.
     *
     * @throws RuntimeException if something failed to be destroyed; the rest has been
     */
    @Override
    void close();

    /**
     * Makes the components of an application.
     *
     * @return those of the platform that {@link ServiceLoader} finds beside this library, else such as are made by their public
     *     constructor without parameters
     */
    static JsonbComponents ofPlatform() {
        return ServiceLoader.load(Provider.class, Provider.class.getClassLoader())
                .findFirst()
                .map(Provider::create)
                .orElseGet(ConstructedComponents::new);
    }

    /** What a platform brings; found by {@link ServiceLoader}. */
    interface Provider {

        /**
         * Makes the components of the application that the current thread works for.
         *
         * @return new components
         */
        JsonbComponents create();
    }
}
