package dev.webshocket.internal.redis.log;

import static dev.webshocket.internal.redis.log.Followed.join;
import static dev.webshocket.internal.redis.log.Followed.keep;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.ChannelRule;
import dev.webshocket.spi.extension.ChannelFilter;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPage;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.Publication;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link MessageLog} does. Offsets may have gaps. */
@Timeout(120)
abstract class MessageLogContract {

    private static final ChannelRule RULE = keep(3, Duration.ofHours(1));

    private MessageLog log;

    /** Opens an empty log. */
    abstract MessageLog open();

    @BeforeEach
    void openLog() {
        log = open();
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    private LogPosition append(String channel, String text) {
        return append(channel, text, RULE);
    }

    private LogPosition append(String channel, String text, ChannelRule rule) {
        return join(log.append(Followed.message(channel, text, rule)));
    }

    private LogPosition start(String channel) {
        return new LogPosition(log.heads().get(log.shardOf(channel)).epoch(), log.shardOf(channel), 0);
    }

    private static ChannelFilter named(String... names) {
        Set<String> all = Set.of(names);
        return new ChannelFilter() {
            @Override
            public boolean test(String name) {
                return all.contains(name);
            }

            @Override
            public Optional<Set<String>> names() {
                return Optional.of(all);
            }
        };
    }

    private static List<String> texts(List<LogEntry> entries) {
        return entries.stream().map(entry -> new String(entry.json(), UTF_8)).toList();
    }

    @Test
    void positionsGrowInTheShardOfTheChannel() {
        LogPosition first = append("a", "1");
        LogPosition second = append("a", "2");
        assertThat(first.shard()).isEqualTo(log.shardOf("a"));
        assertThat(second.epoch()).isEqualTo(first.epoch()).matches("[0-9A-Za-z]{8}");
        assertThat(second.offset()).isGreaterThan(first.offset());
        assertThat(log.heads()).hasSize(16);
        assertThat(log.heads().get(second.shard()).offset()).isGreaterThanOrEqualTo(second.offset());
    }

    @Test
    void anEntryHasBothFormsTheTimeTheChannelAndWhomItExcludes() {
        long before = System.currentTimeMillis();
        LogPosition position = join(log.append(
                new Publication("ä/b c", new byte[] {0, 1, -1}, new byte[] {(byte) 0x80}, RULE, Set.of("x", "y"))));
        LogEntry entry =
                join(log.read(start("ä/b c"), named("ä/b c"), 10)).entries().get(0);
        assertThat(entry.position()).isEqualTo(position);
        assertThat(entry.channel()).isEqualTo("ä/b c");
        assertThat(entry.time()).isBetween(before - 1_000, System.currentTimeMillis() + 1_000);
        assertThat(entry.json()).containsExactly(0, 1, -1);
        assertThat(entry.messagePack()).containsExactly(0x80);
        assertThat(entry.except()).containsExactlyInAnyOrder("x", "y");
    }

    @Test
    void whatIsBeyondTheSizeIsForgottenAndLost() {
        LogPosition second = null;
        for (int i = 1; i <= 5; i++) {
            LogPosition position = append("a", "" + i);
            second = i == 2 ? position : second;
        }
        LogPage page = join(log.read(start("a"), named("a"), 10));
        assertThat(texts(page.entries())).containsExactly("3", "4", "5");
        assertThat(page.lost()).containsOnly(Map.entry("a", second.offset()));
        assertThat(page.lostUnknown()).isZero();
        assertThat(join(log.read(second, named("a"), 10)).lost()).isEmpty();
    }

    @Test
    void aRuleThatKeepsLessForgetsMore() {
        append("a", "1");
        append("a", "2");
        append("a", "3", keep(1, Duration.ofHours(1)));
        append("a", "4", keep(5, Duration.ofHours(1)));
        assertThat(texts(join(log.latest("a", 10, null)))).containsExactly("3", "4");
    }

    @Test
    void pagesFollowOneAnotherUpToTheHead() {
        for (int i = 1; i <= 3; i++) {
            append("a", "" + i);
        }
        LogPage first = join(log.read(start("a"), named("a"), 2));
        assertThat(texts(first.entries())).containsExactly("1", "2");
        assertThat(first.next()).isEqualTo(first.entries().get(1).position());
        LogPage second = join(log.read(first.next(), named("a"), 2));
        assertThat(texts(second.entries())).containsExactly("3");
        assertThat(join(log.read(second.next(), named("a"), 2)).entries()).isEmpty();
    }

    @Test
    void channelsOfAShardAreMergedInTheirOrderForNamesAndPatterns() {
        String other = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "other " + i)
                .filter(name -> log.shardOf(name) == log.shardOf("a"))
                .findFirst()
                .orElseThrow();
        append("a", "1");
        append(other, "2");
        append("a", "3");
        append(other, "4");
        for (ChannelFilter filter : List.<ChannelFilter>of(named("a", other, "none"), name -> true)) {
            LogPage page = join(log.read(start("a"), filter, 3));
            assertThat(texts(page.entries())).containsExactly("1", "2", "3");
            assertThat(texts(join(log.read(page.next(), filter, 3)).entries())).containsExactly("4");
        }
        assertThat(texts(join(log.read(start("a"), other::equals, 3)).entries()))
                .containsExactly("2", "4");
    }

    @Test
    void whatIsOlderThanTheRuleAllowsIsForgotten() {
        LogPosition first = append("a", "1", keep(10, Duration.ofMillis(300)));
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> join(log.latest("a", 10, null)).isEmpty());
        LogPage page = join(log.read(start("a"), named("a"), 10));
        assertThat(page.entries()).isEmpty();
        assertThat(page.lost()).containsOnly(Map.entry("a", first.offset()));
        // What was too old does not come back.
        append("a", "2", keep(10, Duration.ofHours(1)));
        assertThat(texts(join(log.latest("a", 10, null)))).containsExactly("2");
        assertThat(texts(join(log.read(start("a"), named("a"), 10)).entries())).containsExactly("2");
    }

    @Test
    void positionsOfAnotherEpochAndOfTheFutureReadEverythingAsUnknown() {
        LogPosition first = append("a", "1");
        for (LogPosition strange : List.of(
                new LogPosition("other", first.shard(), 1),
                new LogPosition(first.epoch(), first.shard(), first.offset() + 1_000_000))) {
            LogPage page = join(log.read(strange, named("a"), 10));
            assertThat(page.lostUnknown()).as("%s", strange).isPositive();
            assertThat(texts(page.entries())).containsExactly("1");
        }
        assertThat(join(log.read(first, named("a"), 10)).entries()).isEmpty();
        assertThat(join(log.read(first, named("a"), 10)).lostUnknown()).isZero();
    }

    @Test
    void latestReturnsTheOldestFirstAndGoesBack() {
        LogPosition second = null;
        for (int i = 1; i <= 3; i++) {
            LogPosition position = append("a", "" + i);
            second = i == 2 ? position : second;
        }
        assertThat(texts(join(log.latest("a", 2, null)))).containsExactly("2", "3");
        assertThat(texts(join(log.latest("a", 2, second)))).containsExactly("1");
        assertThat(join(log.latest("a", 2, new LogPosition("other", second.shard(), 2))))
                .isEmpty();
        assertThat(join(log.latest("nothing", 2, null))).isEmpty();
    }

    @Test
    void followersGetEachMessageBeforeItsStageCompletes() throws Exception {
        Followed followed = new Followed();
        AutoCloseable following = log.follow(followed);
        append("a", "1");
        assertThat(followed.texts()).containsExactly("1");
        append("b", "2");
        assertThat(followed.texts()).containsExactly("1", "2");
        following.close();
        append("a", "3");
        assertThat(followed.texts()).containsExactly("1", "2");
        assertThat(followed.lost).isEmpty();
    }

    @Test
    void aFollowerThatFailsKeepsNothingFromTheOthers() {
        Followed followed = new Followed();
        log.follow(entry -> {
            throw new IllegalStateException("a follower fails");
        });
        log.follow(entry -> () -> {
            throw new IllegalStateException("its rest fails");
        });
        log.follow(followed);
        append("a", "1");
        assertThat(followed.texts()).containsExactly("1");
    }

    @Test
    void aClosedLogFails() {
        append("a", "1");
        LogPosition start = start("a");
        log.close();
        log.close();
        assertThatThrownBy(() -> append("a", "2")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> join(log.latest("a", 1, null))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> join(log.read(start, named("a"), 1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPageHasAtLeastOneMessageAndAShardThatExists() {
        LogPosition beyond = new LogPosition("e", 16, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> log.read(start("a"), name -> true, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> log.latest("a", 0, null));
        assertThatIllegalArgumentException().isThrownBy(() -> log.read(beyond, name -> true, 1));
    }
}
