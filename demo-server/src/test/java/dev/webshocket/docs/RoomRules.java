package dev.webshocket.docs;

import dev.webshocket.ChannelRules;
import dev.webshocket.SlowConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

// region producer
@ApplicationScoped
public class RoomRules {

    @Produces
    @Singleton // a final class has no client proxy, so its scope must be none that needs one
    ChannelRules rules() {
        return ChannelRules.builder()
                .channel(
                        "room.*",
                        rule -> rule.history(100, Duration.ofMinutes(10)).presence())
                .channel("price.*", rule -> rule.latestOnly().slowConsumer(SlowConsumer.CONFLATE))
                .channel("cursor.*", rule -> rule.slowConsumer(SlowConsumer.CONFLATE))
                .build();
    }
}
// endregion
