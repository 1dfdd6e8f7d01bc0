package dev.webshocket.internal.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ChannelRule;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPage;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.Publication;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares the log with {@link LogModel} over generated steps. A failure names the seed; {@code -Dlog.first=SEED -Dlog.seeds=1}
 * repeats it.
 */
@Tag("slow")
class MessageLogModelTest {

    private static final int FIRST = Integer.getInteger("log.first", 1);
    private static final int SEEDS = Integer.getInteger("log.seeds", 100);
    private static final int STEPS = 300;
    private static final long BYTES = 1 << 20;

    /** Few channels are all remembered; of many the log drops some; long messages do not all fit. */
    @ParameterizedTest
    @CsvSource({"4, 100", "60, 100", "8, 60000"})
    void keepsWhatTheModelKeeps(int channelsOfAShard, int longest) {
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Run run = new Run(seed, channelsOfAShard, longest);
            for (int step = 0; step < STEPS; step++) {
                run.step();
            }
            run.readAll();
        }
    }

    private static final class Run {
        final int seed;
        final Random random;
        final int longest;
        final boolean allRemembered;
        long now = 1_000_000;
        final InMemoryMessageLog log = new InMemoryMessageLog(BYTES, () -> now);
        final LogModel model = new LogModel();
        final String epoch = log.heads().get(0).epoch();
        final List<String> channels = new ArrayList<>();
        final List<Integer> shards = new ArrayList<>();

        Run(int seed, int channelsOfAShard, int longest) {
            this.seed = seed;
            this.random = new Random(seed);
            this.longest = longest;
            this.allRemembered = channelsOfAShard < 16;
            for (int i = 0; i < 2; i++) {
                shards.add(7 * i);
                for (int number = 0, found = 0; found < channelsOfAShard; number++) {
                    if (log.shardOf("channel " + number) == 7 * i) {
                        channels.add("channel " + number);
                        found++;
                    }
                }
            }
        }

        void step() {
            switch (random.nextInt(10)) {
                case 0 -> wait(random.nextInt(40));
                case 1 -> log.forgetExpired();
                case 2 -> latest();
                case 3, 4 -> read();
                default -> append();
            }
        }

        private void wait(int millis) {
            now += millis;
            model.expire(now);
        }

        private void append() {
            String channel = channels.get(random.nextInt(channels.size()));
            ChannelRule rule = new ChannelRule(
                    channel,
                    1 + random.nextInt(5),
                    Duration.ofMillis(random.nextInt(10) == 0 ? 20 : 1000),
                    false,
                    false,
                    Optional.empty());
            String text = String.valueOf(random.nextInt()).repeat(1 + random.nextInt(longest / 10));
            LogModel.Message expected = model.append(channel, log.shardOf(channel), text, rule, now);
            model.expire(now);
            LogPosition position =
                    join(log.append(new Publication(channel, json(text), messagePack(text), rule, Set.of())));
            assertThat(position).as(this::toString).isEqualTo(position(expected.shard, expected.offset));
            makeRoom();
            assertThat(log.bytes()).as(this::toString).isBetween(0L, BYTES);
        }

        /** What is missing for want of room must be the oldest, and no more than what was needed. */
        private void makeRoom() {
            long bytes = log.bytes();
            Set<String> there = new HashSet<>();
            channels.forEach(channel -> join(log.latest(channel, 100, null))
                    .forEach(entry -> there.add(entry.position().toString())));
            LogModel.Message last = null;
            for (LogModel.Message message : model.allKept()) {
                boolean kept =
                        there.contains(position(message.shard, message.offset).toString());
                if (!kept) {
                    assertThat(last == null || !last.kept)
                            .as("the oldest first %s", this)
                            .isTrue();
                    message.kept = false;
                }
                if (last != null && !last.kept && message.kept) {
                    // The last one that it forgot may have been one that was too old.
                    assertThat(bytes + 3 * longest)
                            .as("what was needed %s", this)
                            .isGreaterThan(BYTES);
                }
                last = message;
            }
        }

        private void latest() {
            String channel = channels.get(random.nextInt(channels.size()));
            List<LogModel.Message> kept = model.kept(channel);
            int limit = 1 + random.nextInt(6);
            LogPosition before = null;
            if (random.nextBoolean()) {
                long offset = random.nextLong(model.head(log.shardOf(channel)) + 2);
                before = position(log.shardOf(channel), offset);
                kept = kept.stream().filter(message -> message.offset < offset).toList();
            }
            assertSame(
                    join(log.latest(channel, limit, before)),
                    kept.subList(Math.max(0, kept.size() - limit), kept.size()));
        }

        private void read() {
            int shard = shards.get(random.nextInt(shards.size()));
            long head = model.head(shard);
            Set<String> wanted = new HashSet<>(channels);
            int odds = 1 + random.nextInt(channels.size());
            wanted.removeIf(channel -> random.nextInt(odds) > 0);
            long after = random.nextLong(head + 1);
            if (random.nextInt(5) == 0) {
                LogPosition strange = random.nextBoolean()
                        ? new LogPosition("another", shard, after)
                        : position(shard, head + 1 + random.nextInt(3));
                LogPage page = join(log.read(strange, wanted::contains, 1 + random.nextInt(5)));
                assertThat(page.lostUnknown()).as(this::toString).isEqualTo(head);
                check(page, shard, 0, wanted::contains, true);
            } else {
                int limit = 1 + random.nextInt(5);
                LogPage page = join(log.read(position(shard, after), wanted::contains, limit));
                check(page, shard, after, wanted::contains, false);
                assertThat(page.entries()).as(this::toString).hasSizeLessThanOrEqualTo(limit);
            }
        }

        /** Reads everything, page by page. */
        void readAll() {
            for (int shard : shards) {
                LogPosition at = position(shard, 0);
                LogPosition head = log.heads().get(shard);
                int limit = 1 + random.nextInt(20);
                for (int pages = 0; !at.equals(head); pages++) {
                    assertThat(pages).as("pages %s", this).isLessThanOrEqualTo(STEPS);
                    LogPage page = join(log.read(at, channel -> true, limit));
                    check(page, shard, at.offset(), channel -> true, false);
                    at = page.next();
                }
                assertThat(head).as(this::toString).isEqualTo(position(shard, model.head(shard)));
            }
        }

        private void check(LogPage page, int shard, long after, Predicate<String> wanted, boolean strange) {
            long next = page.next().offset();
            assertThat(page.next()).as(this::toString).isEqualTo(position(shard, next));
            assertThat(next).as(this::toString).isBetween(after, model.head(shard));
            assertSame(
                    page.entries(),
                    model.keptBeyond(shard, after, wanted).stream()
                            .filter(message -> message.offset <= next)
                            .toList());
            // A page ends at the head, or with its last message.
            if (next < model.head(shard)) {
                assertThat(page.entries().get(page.entries().size() - 1).position())
                        .as(this::toString)
                        .isEqualTo(page.next());
            }
            Set<String> lost = model.lostBeyond(shard, after, wanted);
            assertThat(lost).as(this::toString).containsAll(page.lost().keySet());
            if (page.lostUnknown() <= after) {
                assertThat(page.lost().keySet()).as(this::toString).isEqualTo(lost);
            } else if (!strange) {
                assertThat(allRemembered).as(this::toString).isFalse();
                assertThat(model.lostBeyond(shard, after, channel -> true))
                        .as(this::toString)
                        .isNotEmpty();
            }
        }

        private void assertSame(List<LogEntry> entries, List<LogModel.Message> expected) {
            assertThat(entries).as(this::toString).hasSameSizeAs(expected);
            for (int i = 0; i < entries.size(); i++) {
                LogModel.Message message = expected.get(i);
                LogEntry entry = entries.get(i);
                assertThat(entry.position()).as(this::toString).isEqualTo(position(message.shard, message.offset));
                assertThat(entry.channel()).as(this::toString).isEqualTo(message.channel);
                assertThat(entry.time()).as(this::toString).isEqualTo(message.time);
                assertThat(entry.json()).as(this::toString).isEqualTo(json(message.text));
                assertThat(entry.messagePack()).as(this::toString).isEqualTo(messagePack(message.text));
            }
        }

        private LogPosition position(int shard, long offset) {
            return new LogPosition(epoch, shard, offset);
        }

        @Override
        public String toString() {
            return "with seed " + seed;
        }
    }

    private static byte[] json(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] messagePack(String text) {
        return ("m" + text).getBytes(UTF_8);
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
