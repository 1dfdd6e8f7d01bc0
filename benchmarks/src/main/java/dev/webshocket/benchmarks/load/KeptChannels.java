package dev.webshocket.benchmarks.load;

import dev.webshocket.ChannelRules;
import java.time.Duration;

/** The rules of a service whose channels keep messages; apart, so that older versions can be measured, too. */
final class KeptChannels {

    private KeptChannels() {}

    static ChannelRules rules() {
        return ChannelRules.builder()
                .channel("*", rule -> rule.history(100, Duration.ofMinutes(10)))
                .build();
    }
}
