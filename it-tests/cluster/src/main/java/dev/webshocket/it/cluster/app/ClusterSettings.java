package dev.webshocket.it.cluster.app;

import dev.webshocket.ChannelRules;
import dev.webshocket.WebshocketSettings;
import java.time.Duration;

/** What the servers have set, and the tests know of it. */
public final class ClusterSettings {

    /** How many calls of {@link ClusterHandler#limited} a user has. */
    public static final int LIMIT = 1_000;

    private static final int HISTORY = 100_000;

    private ClusterSettings() {}

    static ChannelRules rules() {
        return ChannelRules.builder()
                .channel("kept.*", rule -> rule.history(HISTORY, Duration.ofHours(1)))
                .channel("room.*", rule -> rule.presence())
                .build();
    }

    /** Everybody is from one address, and opens many connections at once. */
    static WebshocketSettings settings() {
        return WebshocketSettings.builder()
                .pingInterval(Duration.ofSeconds(2))
                .shutdownGrace(Duration.ofSeconds(2))
                .build();
    }
}
