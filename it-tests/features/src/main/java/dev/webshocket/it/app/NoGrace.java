package dev.webshocket.it.app;

import dev.webshocket.WebshocketSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;

/** Cuts off streams at once when the application ends, and lets clients reconnect at once. */
@ApplicationScoped
public class NoGrace {

    @Produces
    WebshocketSettings settings() {
        return WebshocketSettings.builder()
                .shutdownGrace(Duration.ZERO)
                .retryAfter(Duration.ZERO)
                .build();
    }
}
