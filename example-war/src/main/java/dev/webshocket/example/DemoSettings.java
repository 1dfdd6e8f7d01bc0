package dev.webshocket.example;

import dev.webshocket.Discovery;
import dev.webshocket.WebshocketSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The service describes itself to everybody: the page is made from that. */
@ApplicationScoped
public class DemoSettings {

    @Produces
    @Singleton
    WebshocketSettings settings() {
        return WebshocketSettings.builder()
                .discover(Discovery.ALL)
                .serviceTitle("Webshocket demo")
                .build();
    }
}
