package dev.webshocket.docs;

import dev.webshocket.SlowConsumer;
import dev.webshocket.WebshocketSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

// region producer
@ApplicationScoped
public class Settings {

    @Produces
    @Singleton // a final class has no client proxy, so its scope must be none that needs one
    WebshocketSettings settings() {
        return WebshocketSettings.builder()
                .maxMessageBytes(64 * 1024)
                .slowConsumer(SlowConsumer.DROP_OLDEST)
                .pingInterval(Duration.ofSeconds(10))
                .build();
    }
}
// endregion
