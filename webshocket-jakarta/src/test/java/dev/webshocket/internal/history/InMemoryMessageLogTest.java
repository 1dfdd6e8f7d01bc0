package dev.webshocket.internal.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.ChannelRule;
import dev.webshocket.ChannelRules;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPage;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.Publication;
import dev.webshocket.support.RecordedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class InMemoryMessageLogTest {

    private long now = 1_000_000;
    private final MessageLog log = new InMemoryMessageLog(1 << 20, () -> now);

    private static ChannelRule keep(int size, Duration age) {
        return ChannelRules.builder()
                .channel("*", rule -> rule.history(size, age))
                .build()
                .rules()
                .get(0);
    }

    private LogPosition append(String channel, String text, ChannelRule rule) {
        return join(log.append(
                new Publication(channel, text.getBytes(UTF_8), ("m" + text).getBytes(UTF_8), rule, Set.of())));
    }

    private LogPosition append(String channel, String text) {
        return append(channel, text, keep(3, Duration.ofMinutes(1)));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static List<String> texts(List<LogEntry> entries) {
        return entries.stream().map(entry -> new String(entry.json(), UTF_8)).toList();
    }

    private LogPosition start(String channel) {
        return new LogPosition(log.heads().get(0).epoch(), log.shardOf(channel), 0);
    }

    private LogPage read(LogPosition after, String channel, int limit) {
        return join(log.read(after, channel::equals, limit));
    }

    @Test
    void positionsCountUpwardsInTheShardOfTheChannel() {
        LogPosition first = append("a", "1");
        LogPosition second = append("a", "2");
        assertThat(first).isEqualTo(new LogPosition(first.epoch(), log.shardOf("a"), 1));
        assertThat(second).isEqualTo(new LogPosition(first.epoch(), log.shardOf("a"), 2));
        assertThat(log.heads()).hasSize(16).contains(second).doesNotContain(first);
        assertThat(first.epoch()).matches("[0-9A-Za-z]{8}");
    }

    @Test
    void anEntryHasBothFormsTheTimeAndTheChannel() {
        append("a", "1");
        LogEntry entry = read(start("a"), "a", 10).entries().get(0);
        assertThat(entry.channel()).isEqualTo("a");
        assertThat(entry.time()).isEqualTo(now);
        assertThat(entry.json()).asString(UTF_8).isEqualTo("1");
        assertThat(entry.messagePack()).asString(UTF_8).isEqualTo("m1");
    }

    @Test
    void whatIsBeyondTheSizeIsForgottenAndLost() {
        for (int i = 1; i <= 5; i++) {
            append("a", "" + i);
        }
        LogPage page = read(start("a"), "a", 10);
        assertThat(texts(page.entries())).containsExactly("3", "4", "5");
        assertThat(page.lost()).containsOnlyKeys("a");
        assertThat(page.lostUnknown()).isZero();
        assertThat(page.next()).isEqualTo(log.heads().get(log.shardOf("a")));
        LogPage later = read(new LogPosition(page.next().epoch(), page.next().shard(), 2), "a", 10);
        assertThat(later.lost()).isEmpty();
    }

    @Test
    void pagesFollowOneAnotherUpToTheHead() {
        for (int i = 1; i <= 3; i++) {
            append("a", "" + i);
        }
        LogPage first = read(start("a"), "a", 2);
        assertThat(texts(first.entries())).containsExactly("1", "2");
        LogPage second = read(first.next(), "a", 2);
        assertThat(texts(second.entries())).containsExactly("3");
        assertThat(log.heads()).contains(second.next()).doesNotContain(first.next());
    }

    @Test
    void whatIsOlderThanTheRuleAllowsIsForgotten() {
        append("a", "1");
        now += 60_000;
        append("a", "2");
        assertThat(texts(join(log.latest("a", 10, null)))).containsExactly("1", "2");
        now++;
        assertThat(texts(join(log.latest("a", 10, null)))).containsExactly("2");
        assertThat(read(start("a"), "a", 10).lost()).containsOnlyKeys("a");
    }

    @Test
    void positionsOfAnotherEpochAndOfTheFutureReadEverythingAsUnknown() {
        LogPosition first = append("a", "1");
        for (LogPosition strange :
                List.of(new LogPosition("other", first.shard(), 1), new LogPosition(first.epoch(), first.shard(), 2))) {
            LogPage page = read(strange, "a", 10);
            assertThat(page.lostUnknown()).isPositive();
            assertThat(texts(page.entries())).containsExactly("1");
        }
        assertThat(read(first, "a", 10)).isEqualTo(new LogPage(List.of(), java.util.Map.of(), 0, first));
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
    void followersGetEachMessageAndThenTheirRestRuns() throws Exception {
        List<String> events = new ArrayList<>();
        AutoCloseable following = log.follow(entry -> {
            events.add("told " + entry.position().offset());
            return () -> events.add("rest " + entry.position().offset());
        });
        append("a", "1");
        append("a", "2");
        following.close();
        append("a", "3");
        assertThat(events).containsExactly("told 1", "rest 1", "told 2", "rest 2");
    }

    @Test
    void aFollowerThatFailsKeepsNothingFromTheOthers() {
        List<String> told = new ArrayList<>();
        log.follow(entry -> {
            throw new IllegalStateException("a follower fails");
        });
        log.follow(entry -> () -> {
            throw new IllegalStateException("its rest fails");
        });
        log.follow(entry -> () -> told.add(entry.channel()));
        try (RecordedLog lines = RecordedLog.of("dev.webshocket")) {
            append("a", "1");
            assertThat(lines.records())
                    .extracting(LogRecord::getMessage)
                    .containsExactly(
                            "WEBSHOCKET-0260: a follower of the log of messages failed",
                            "WEBSHOCKET-0260: a follower of the log of messages failed");
        }
        assertThat(told).containsExactly("a");
    }

    @Test
    void theOldestOfAllChannelsIsForgottenBeyondTheBytes() {
        ChannelRule many = keep(1000, Duration.ofDays(1));
        String text = "x".repeat(100_000);
        for (int i = 0; i < 20; i++) {
            now++;
            append("channel " + i, text, many);
        }
        // A message takes 200 kB in both forms.
        for (int i = 0; i < 20; i++) {
            int kept = join(log.latest("channel " + i, 10, null)).size();
            assertThat(kept).as("channel %s", i).isEqualTo(i < 15 ? 0 : 1);
        }
    }

    @Test
    void aMessageThatAloneIsTooLongReachesFollowersAndIsLost() {
        List<Long> told = new ArrayList<>();
        log.follow(entry -> () -> told.add(entry.position().offset()));
        append("a", "1");
        append("b", "2");
        LogPosition position = append("a", "x".repeat(600_000));
        assertThat(told).hasSize(3).contains(position.offset());
        assertThat(read(start("a"), "a", 10).entries()).isEmpty();
        assertThat(read(start("a"), "a", 10).lost()).containsOnlyKeys("a");
        assertThat(join(log.latest("b", 10, null))).hasSize(1);
    }

    @Test
    void memoryOfWhatIsTooOldIsFreedWithoutAReader() {
        InMemoryMessageLog quiet = new InMemoryMessageLog(1 << 20, () -> now);
        byte[] bytes = new byte[1000];
        for (int i = 0; i < 100; i++) {
            quiet.append(new Publication("channel " + i, bytes, bytes, keep(3, Duration.ofMinutes(1)), Set.of()));
        }
        long before = quiet.bytes();
        now += 60_001;
        for (int shard = 0; shard < 16; shard++) {
            quiet.forgetExpired();
        }
        assertThat(quiet.bytes()).isLessThan(before - 100 * 2000);
    }

    @Test
    void aClosedLogFails() {
        append("a", "1");
        LogPosition start = start("a");
        log.close();
        log.close();
        log.forgetExpired();
        assertThatThrownBy(() -> append("a", "2"))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> join(log.latest("a", 1, null))).hasRootCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> read(start, "a", 1)).hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPageHasAtLeastOneMessageAndAShardThatExists() {
        LogPosition beyond = new LogPosition("e", 16, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> log.read(start("a"), name -> true, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> log.latest("a", 0, null));
        assertThatIllegalArgumentException().isThrownBy(() -> log.read(beyond, name -> true, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> MessageLog.inMemory((1 << 20) - 1));
    }
}
