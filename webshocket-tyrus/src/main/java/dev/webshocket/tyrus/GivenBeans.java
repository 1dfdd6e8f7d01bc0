package dev.webshocket.tyrus;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Registers objects given to the server as beans that override the application's own. There is one for all objects, since Weld takes
 * two extensions of one class for the same. For the thread that starts the server.
 */
final class GivenBeans implements Extension {

    private final Map<Class<?>, Object> given = new LinkedHashMap<>();

    /**
     * Adds an object.
     *
     * @param object null for the application's own
     */
    <T> GivenBeans with(Class<T> type, T object) {
        if (object != null) {
            given.put(type, object);
        }
        return this;
    }

    void add(@Observes AfterBeanDiscovery event) {
        given.forEach((type, object) -> event.addBean()
                .types(type, Object.class)
                .scope(Singleton.class)
                .alternative(true)
                .priority(Integer.MAX_VALUE)
                .createWith(creation -> object));
    }
}
