package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ChannelRule;
import dev.webshocket.ChannelRules;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChannelRuleTableTest {

    private static Optional<String> patternOf(ChannelRuleTable table, String channel) {
        return table.of(channel).map(ChannelRule::pattern);
    }

    @Test
    void theFirstRuleWhosePatternMatchesCounts() {
        ChannelRuleTable table = new ChannelRuleTable(ChannelRules.builder()
                .channel("room.1", rule -> rule.latestOnly())
                .channel("room.?", rule -> {})
                .channel("room.*", rule -> rule.history(5, Duration.ofMinutes(1)))
                .build());
        for (int i = 0; i < 2; i++) {
            assertThat(patternOf(table, "room.1")).contains("room.1");
            assertThat(patternOf(table, "room.2")).contains("room.?");
            assertThat(patternOf(table, "room.20")).contains("room.*");
            assertThat(patternOf(table, "rooms")).isEmpty();
        }
    }

    @Test
    void moreNamesThanItKeepsAreFoundToo() {
        ChannelRuleTable table = new ChannelRuleTable(ChannelRules.builder()
                .channel("*7", ChannelRule.Builder::presence)
                .build());
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 30_000; i++) {
                assertThat(table.of("channel " + i).isPresent()).isEqualTo(i % 10 == 7);
            }
        }
    }

    @Test
    void tellsWhatAnyRuleHas() {
        ChannelRuleTable none = new ChannelRuleTable(ChannelRules.none());
        assertThat(none.of("a")).isEmpty();
        assertThat(none.keepsAny()).isFalse();
        assertThat(none.presenceInAny()).isFalse();

        ChannelRuleTable keeps = new ChannelRuleTable(ChannelRules.builder()
                .channel("a", ChannelRule.Builder::latestOnly)
                .channel("b", rule -> {})
                .build());
        assertThat(keeps.keepsAny()).isTrue();
        assertThat(keeps.presenceInAny()).isFalse();

        ChannelRuleTable presence = new ChannelRuleTable(ChannelRules.builder()
                .channel("a", ChannelRule.Builder::presence)
                .build());
        assertThat(presence.keepsAny()).isFalse();
        assertThat(presence.presenceInAny()).isTrue();
    }
}
