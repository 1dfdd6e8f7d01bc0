package dev.webshocket.it.app.silent;

import dev.webshocket.WebshocketSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;

/** Gives a client up that has sent nothing for two pings. */
@ApplicationScoped
public class Impatience {

    @Produces
    WebshocketSettings settings() {
        return WebshocketSettings.builder()
                .pingInterval(Duration.ofMillis(500))
                .missedPings(2)
                .build();
    }
}
