package dev.webshocket.tyrus;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;

/** Registers an object given to the server as a bean that overrides the application's own. */
final class GivenBean<T> implements Extension {

    private final Class<T> type;
    private final T given;

    GivenBean(Class<T> type, T given) {
        this.type = type;
        this.given = given;
    }

    void add(@Observes AfterBeanDiscovery event) {
        event.<T>addBean()
                .types(type, Object.class)
                .scope(Singleton.class)
                .alternative(true)
                .priority(Integer.MAX_VALUE)
                .createWith(creation -> given);
    }
}
