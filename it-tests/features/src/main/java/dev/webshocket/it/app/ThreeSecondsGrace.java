package dev.webshocket.it.app;

import dev.webshocket.WebshocketSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;

/** Gives running calls less time at the end than they have by default, so that streams do not hold the tests up. */
@ApplicationScoped
public class ThreeSecondsGrace {

    @Produces
    WebshocketSettings settings() {
        return WebshocketSettings.builder().shutdownGrace(Duration.ofSeconds(3)).build();
    }
}
