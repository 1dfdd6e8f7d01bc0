package dev.webshocket.it.app;

import dev.webshocket.WebshocketSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;

/** Shortens the grace period of running calls, so that streams do not delay the tests. */
@ApplicationScoped
public class ThreeSecondsGrace {

    @Produces
    WebshocketSettings settings() {
        return WebshocketSettings.builder().shutdownGrace(Duration.ofSeconds(3)).build();
    }
}
