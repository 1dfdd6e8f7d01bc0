package dev.webshocket.tyrus;

import dev.webshocket.WebshocketSettings;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;

/** Makes the settings that a server was given a bean that wins over the application's own. */
final class GivenSettings implements Extension {

    private final WebshocketSettings settings;

    GivenSettings(WebshocketSettings settings) {
        this.settings = settings;
    }

    void add(@Observes AfterBeanDiscovery event) {
        event.<WebshocketSettings>addBean()
                .types(WebshocketSettings.class, Object.class)
                .scope(Singleton.class)
                .alternative(true)
                .priority(Integer.MAX_VALUE)
                .createWith(creation -> settings);
    }
}
