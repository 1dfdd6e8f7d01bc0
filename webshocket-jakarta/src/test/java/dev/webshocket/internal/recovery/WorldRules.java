package dev.webshocket.internal.recovery;

import dev.webshocket.ChannelRule;
import dev.webshocket.ChannelRules;
import dev.webshocket.internal.channel.GlobPattern;
import dev.webshocket.internal.log.SampledLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The rules of the channels of a {@link RecoveryWorld}. */
final class WorldRules {

    static final List<String> CHANNELS = List.of("a.1", "a.2", "a.3", "b.1", "b.2", "p.1", "p.2");
    static final List<String> SUBSCRIPTIONS =
            List.of("a.1", "a.2", "b.1", "p.1", "a.*", "*.2", "b.?", "p.*", "*", "?.1");
    static final int SHARDS = 3;

    private static final ChannelRules RULES = ChannelRules.builder()
            .channel("a.*", rule -> rule.history(6, Duration.ofHours(1)))
            .channel("b.*", rule -> rule.history(3, Duration.ofHours(1)))
            .channel("p.*", rule -> rule.latestOnly())
            .build();

    static final GapRules GAPS = new GapRules(RULES.rules(), channel -> Optional.of(of(channel)));

    private static final Logger LOGGER = Logger.getLogger(WorldRules.class.getName());

    /** Drops the many failures that the schedules make. */
    static final SampledLog QUIET = new SampledLog(quiet(), () -> 0);

    private WorldRules() {}

    static ChannelRule of(String channel) {
        return RULES.rules().stream()
                .filter(rule -> GlobPattern.compile(rule.pattern()).matches(channel))
                .findFirst()
                .orElseThrow();
    }

    private static System.Logger quiet() {
        LOGGER.setLevel(Level.OFF);
        return System.getLogger(WorldRules.class.getName());
    }
}
