package dev.webshocket.internal.redis.log;

import static dev.webshocket.internal.redis.log.Followed.join;
import static dev.webshocket.internal.redis.log.Followed.keep;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.redis.support.Clusters;
import dev.webshocket.redis.support.RedisServer;
import dev.webshocket.spi.extension.ChannelFilter;
import dev.webshocket.spi.extension.Cluster;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPage;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Compares logs with a list of all that was appended, over random steps. A failure names the seed; {@code -Dlog.seed=SEED} repeats it,
 * {@code -Dlog.steps=100000} takes more steps than 2,000.
 */
@Tag("slow")
@Timeout(300)
class RandomLogTest {

    private static final int STEPS = Integer.getInteger("log.steps", 2_000);
    private static final long SEED = Long.getLong("log.seed", System.nanoTime());
    private static final int CHANNELS = 40;

    @Test
    void theLogInMemoryKeepsWhatTheModelKeeps() {
        try (MessageLog log = MessageLog.inMemory(64 << 20)) {
            new Run(log).all();
        }
    }

    @Test
    void theLogOnRedisKeepsWhatTheModelKeeps() {
        try (RedisServer redis = RedisServer.start();
                Cluster cluster = Clusters.open(redis)) {
            new Run(cluster.messages()).all();
        }
    }

    private static final class Message {
        final String channel;
        final LogPosition position;
        final String text;
        boolean kept = true;

        Message(String channel, LogPosition position, String text) {
            this.channel = channel;
            this.position = position;
            this.text = text;
        }
    }

    private static final class Run {
        final MessageLog log;
        final Random random = new Random(SEED);
        final List<Message> messages = new ArrayList<>();
        final List<String> channels = new ArrayList<>();

        /** Few shards, so that channels share them. */
        Run(MessageLog log) {
            this.log = log;
            for (int i = 0; channels.size() < CHANNELS; i++) {
                if (log.shardOf("channel " + i) < 3) {
                    channels.add("channel " + i);
                }
            }
        }

        void all() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(8)) {
                    case 0 -> latest();
                    case 1 -> readNames();
                    case 2 -> readPattern();
                    default -> append();
                }
            }
        }

        private String channel() {
            return channels.get(random.nextInt(CHANNELS));
        }

        private void append() {
            String channel = channel();
            String text = "message " + messages.size();
            int size = 1 + random.nextInt(5);
            LogPosition position = join(log.append(Followed.message(channel, text, keep(size, Duration.ofHours(1)))));
            messages.add(new Message(channel, position, text));
            List<Message> kept = messages.stream()
                    .filter(message -> message.kept && message.channel.equals(channel))
                    .toList();
            kept.subList(0, Math.max(0, kept.size() - size)).forEach(message -> message.kept = false);
        }

        private void latest() {
            String channel = channel();
            int limit = 1 + random.nextInt(6);
            LogPosition before = random.nextBoolean() || messages.isEmpty()
                    ? null
                    : messages.get(random.nextInt(messages.size())).position;
            List<Message> kept = messages.stream()
                    .filter(message -> message.kept && message.channel.equals(channel))
                    .filter(message -> before == null
                            || (before.shard() == message.position.shard()
                                    && message.position.offset() < before.offset()))
                    .toList();
            assertSame(
                    join(log.latest(channel, limit, before)),
                    kept.subList(Math.max(0, kept.size() - limit), kept.size()));
        }

        private void readNames() {
            Set<String> names = new HashSet<>();
            for (int i = random.nextInt(10); i >= 0; i--) {
                names.add(channel());
            }
            read(new ChannelFilter() {
                @Override
                public boolean test(String name) {
                    return names.contains(name);
                }

                @Override
                public Optional<Set<String>> names() {
                    return Optional.of(names);
                }
            });
        }

        private void readPattern() {
            String end = String.valueOf(random.nextInt(10));
            read(name -> name.endsWith(end));
        }

        /** Reads page by page from somewhere up to the head. */
        private void read(ChannelFilter wanted) {
            int shard = random.nextInt(3);
            LogPosition head = log.heads().get(shard);
            LogPosition at = new LogPosition(head.epoch(), shard, random.nextLong(head.offset() + 1));
            int limit = 1 + random.nextInt(20);
            for (int pages = 0; at.offset() < head.offset(); pages++) {
                assertThat(pages).as("pages %s", this).isLessThanOrEqualTo(messages.size());
                LogPage page = join(log.read(at, wanted, limit));
                long after = at.offset();
                at = page.next();
                assertThat(at.offset()).as(toString()).isGreaterThan(after);
                assertThat(page.entries()).as(toString()).hasSizeLessThanOrEqualTo(limit);
                long end = at.offset();
                assertSame(
                        page.entries(),
                        messages.stream()
                                .filter(message -> message.kept && message.position.shard() == shard)
                                .filter(message -> wanted.test(message.channel))
                                .filter(message ->
                                        message.position.offset() > after && message.position.offset() <= end)
                                .toList());
                Map<String, Long> lost = new HashMap<>();
                messages.stream()
                        .filter(message -> !message.kept && message.position.shard() == shard)
                        .filter(message -> wanted.test(message.channel) && message.position.offset() > after)
                        .forEach(message -> lost.merge(message.channel, message.position.offset(), Math::max));
                assertThat(page.lost()).as(toString()).isEqualTo(lost);
                assertThat(page.lostUnknown()).as(toString()).isZero();
            }
        }

        private void assertSame(List<LogEntry> entries, List<Message> expected) {
            assertThat(entries)
                    .as(toString())
                    .extracting(LogEntry::position)
                    .isEqualTo(
                            expected.stream().map(message -> message.position).toList());
            assertThat(entries)
                    .as(toString())
                    .extracting(entry -> new String(entry.json(), UTF_8))
                    .isEqualTo(expected.stream().map(message -> message.text).toList());
        }

        @Override
        public String toString() {
            return "with -Dlog.seed=" + SEED;
        }
    }
}
