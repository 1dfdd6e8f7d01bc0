package dev.webshocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelRulesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static ChannelRule rule(Consumer<ChannelRule.Builder> settings) {
        return ChannelRules.builder()
                .channel("room.*", settings)
                .build()
                .rules()
                .get(0);
    }

    @Test
    void rulesAreInTheOrderInWhichTheyWereAdded() {
        ChannelRules rules = ChannelRules.builder()
                .channel("room.*", rule -> rule.history(100, MINUTE).presence())
                .channel("price.*", rule -> rule.latestOnly().slowConsumer(SlowConsumer.DROP_OLDEST))
                .channel("*", rule -> {})
                .build();
        assertThat(rules.rules())
                .containsExactly(
                        new ChannelRule("room.*", 100, MINUTE, false, true, Optional.empty()),
                        new ChannelRule(
                                "price.*",
                                1,
                                Duration.ofDays(36_500),
                                true,
                                false,
                                Optional.of(SlowConsumer.DROP_OLDEST)),
                        new ChannelRule("*", 0, Duration.ZERO, false, false, Optional.empty()));
        assertThat(rules.rules()).extracting(ChannelRule::keeps).containsExactly(true, true, false);
        assertThat(ChannelRules.none().rules()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "*, room.*",
        "*, *.*",
        "room.*, room.vip",
        "room.*, room.*.vip",
        "room.?, room.7",
        "room.?*, room.*?",
        "room.[0-9], room.7",
        "room.[0-9a-f]*, room.[0-9a-f]?",
        "'room.[[]?', 'room.[[]7'",
        "r*m.*, room.*",
        "*?, ??*",
        "*.[!x]*, *.[!x]",
        "ro*, 'room.[a'"
    })
    void aRuleThatAnEarlierOneHidesIsRefused(String earlier, String hidden) {
        ChannelRules.Builder builder = ChannelRules.builder().channel(earlier, rule -> rule.presence());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.channel(hidden, rule -> rule.latestOnly()))
                .withMessageContainingAll("of channels " + hidden, "that of " + earlier, "never count", "before it");
    }

    @ParameterizedTest
    @CsvSource({
        "room.*, roo*",
        "room.*, room",
        "room.?, room.10",
        "room.?, room.*",
        "?*, *",
        "room.[0-9], room.x",
        "room.[!7], room.7",
        "room.[9-0], room.5",
        "room.[0-9], room.?",
        "room.[0-9], room.[0-9a]",
        "'room.[*]', room.7",
        "'room.[*]', room.*",
        "a*b, a*",
        "*a, *b",
        "'room.[b-a!c]', room.c"
    })
    void aRuleThatHasChannelsOfItsOwnIsNot(String earlier, String later) {
        assertThat(ChannelRules.builder()
                        .channel(earlier, rule -> {})
                        .channel(later, rule -> {})
                        .build()
                        .rules())
                .hasSize(2);
    }

    @Test
    void aHistoryIsNotConflated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule(rule -> rule.history(10, MINUTE).slowConsumer(SlowConsumer.CONFLATE)))
                .withMessageContainingAll("room.*", "CONFLATE", "latestOnly", "another policy");
        assertThat(rule(rule -> rule.latestOnly().slowConsumer(SlowConsumer.CONFLATE))
                        .slowConsumer())
                .contains(SlowConsumer.CONFLATE);
        assertThat(rule(rule -> rule.slowConsumer(SlowConsumer.CONFLATE)).keeps())
                .isFalse();
    }

    @Test
    void whatWasBuiltDoesNotChange() {
        ChannelRules.Builder builder = ChannelRules.builder().channel("a", rule -> {});
        ChannelRules rules = builder.build();
        builder.channel("b", rule -> {});
        assertThat(rules.rules()).hasSize(1);
        assertThat(builder.build().rules()).hasSize(2);
    }

    @Test
    void aHistoryHasMessagesAndAnAge() {
        for (Consumer<ChannelRule.Builder> wrong : List.<Consumer<ChannelRule.Builder>>of(
                rule -> rule.history(0, MINUTE),
                rule -> rule.history(1, Duration.ZERO),
                rule -> rule.history(1, MINUTE.negated()))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> rule(wrong))
                    .withMessage(
                            "the rule for channels room.* needs a history of at least 1 message, and an age of more"
                                    + " than zero");
        }
        assertThat(rule(rule -> rule.history(1, Duration.ofNanos(1))).historyAge())
                .isEqualTo(Duration.ofNanos(1));
    }

    @Test
    void anAgeBeyondACenturyIsACentury() {
        assertThat(rule(rule -> rule.history(1, Duration.ofSeconds(Long.MAX_VALUE)))
                        .historyAge())
                .isEqualTo(Duration.ofDays(36_500));
    }

    @Test
    void aRuleKeepsMessagesInOneWay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule(rule -> rule.history(5, MINUTE).latestOnly()))
                .withMessage("the rule for channels room.* needs either history or latestOnly, and only once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule(rule -> rule.latestOnly().history(5, MINUTE)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule(rule -> rule.history(5, MINUTE).history(6, MINUTE)));
    }

    @Test
    void aPatternHasOneRuleAndIsNotEmpty() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelRules.builder()
                        .channel("room.*", ChannelRule.Builder::presence)
                        .channel("room.*", ChannelRule.Builder::latestOnly))
                .withMessage("channels room.* have two rules, but only the first counts; make them one rule");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelRules.builder().channel("", rule -> {}))
                .withMessage("a rule of channels has an empty pattern; use * for all channels");
        assertThatNullPointerException().isThrownBy(() -> ChannelRules.builder().channel(null, rule -> {}));
        assertThatNullPointerException().isThrownBy(() -> rule(rule -> rule.slowConsumer(null)));
    }

    @Test
    void aRuleCannotBeMadeWithValuesThatContradictOneAnother() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelRule("a", -1, Duration.ZERO, false, false, Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelRule("a", 1, MINUTE.negated(), false, false, Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelRule("a", 0, MINUTE, false, false, Optional.empty()))
                .withMessage("the rule for channels a needs both a size and an age for the history, or neither");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelRule("a", 1, Duration.ZERO, false, false, Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelRule("a", 2, MINUTE, true, false, Optional.empty()))
                .withMessage(
                        "the rule for channels a needs a history of 1 message, since it keeps the latest one only");
    }
}
