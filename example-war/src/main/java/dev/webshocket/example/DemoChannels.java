package dev.webshocket.example;

import dev.webshocket.ChannelRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Which channels keep messages, and which know who is there. */
@ApplicationScoped
public class DemoChannels {

    @Produces
    @Singleton
    ChannelRules rules() {
        return ChannelRules.builder()
                .channel(
                        "room.*",
                        rule -> rule.history(100, Duration.ofMinutes(10)).presence())
                .channel("price.*", rule -> rule.latestOnly())
                .build();
    }
}
