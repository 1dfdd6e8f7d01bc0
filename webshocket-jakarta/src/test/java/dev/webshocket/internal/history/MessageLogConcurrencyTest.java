package dev.webshocket.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ChannelRule;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPage;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.Publication;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The log of messages with several threads at a time. */
@Timeout(120)
class MessageLogConcurrencyTest {

    private static final int PUBLISHERS = 4;
    private static final int MESSAGES = 5_000;
    private static final int CHANNELS = 8;
    private static final ChannelRule ALL =
            new ChannelRule("*", PUBLISHERS * MESSAGES, Duration.ofDays(1), false, false, Optional.empty());
    private static final ChannelRule FEW = new ChannelRule("*", 50, Duration.ofDays(1), false, false, Optional.empty());

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final InMemoryMessageLog log = new InMemoryMessageLog(64 << 20, System::currentTimeMillis);

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    /** Starts so many tasks at the same moment. */
    private List<Future<Void>> start(int count, Callable<Void> task) {
        CyclicBarrier barrier = new CyclicBarrier(count);
        List<Future<Void>> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            started.add(threads.submit(() -> {
                barrier.await();
                return task.call();
            }));
        }
        return started;
    }

    private static void await(List<Future<Void>> tasks) throws Exception {
        for (Future<Void> task : tasks) {
            task.get();
        }
    }

    /** Each publisher numbers its messages. */
    private List<Future<Void>> publishers(ChannelRule rule) {
        AtomicInteger publishers = new AtomicInteger();
        return start(PUBLISHERS, () -> {
            int publisher = publishers.getAndIncrement();
            for (int i = 0; i < MESSAGES; i++) {
                byte[] bytes =
                        ByteBuffer.allocate(8).putInt(publisher).putInt(i).array();
                join(log.append(new Publication("channel " + i % CHANNELS, bytes, bytes, rule, Set.of())));
            }
            return null;
        });
    }

    /** Checks that messages of a publisher in a channel are in its order, and returns how many there are. */
    private static int checkOrder(List<LogEntry> entries) {
        Map<String, Integer> last = new ConcurrentHashMap<>();
        long offset = 0;
        for (LogEntry entry : entries) {
            ByteBuffer bytes = ByteBuffer.wrap(entry.json());
            int publisher = bytes.getInt();
            int number = bytes.getInt();
            assertThat(entry.position().offset()).isGreaterThan(offset);
            offset = entry.position().offset();
            Integer before = last.put(publisher + entry.channel(), number);
            assertThat(before == null || before < number).isTrue();
        }
        return entries.size();
    }

    @Test
    void followersAndReadersGetTheSameMessagesInOneOrder() throws Exception {
        List<List<LogEntry>> followed = new ArrayList<>();
        for (int i = 0; i < log.heads().size(); i++) {
            followed.add(new ArrayList<>());
        }
        AtomicInteger rest = new AtomicInteger();
        log.follow(entry -> {
            // The log tells one message of a shard at a time, so that a plain list will do.
            followed.get(entry.position().shard()).add(entry);
            return rest::incrementAndGet;
        });
        List<Future<Void>> publishers = publishers(ALL);
        List<Future<Void>> readers = start(3, () -> {
            for (LogPosition head : log.heads()) {
                readUntilDone(head.shard());
            }
            return null;
        });
        await(publishers);
        await(readers);

        assertThat(rest).hasValue(PUBLISHERS * MESSAGES);
        int messages = 0;
        for (LogPosition head : log.heads()) {
            List<LogEntry> told = followed.get(head.shard());
            messages += checkOrder(told);
            assertThat(readUntilDone(head.shard()))
                    .extracting(LogEntry::position)
                    .containsExactlyElementsOf(
                            told.stream().map(LogEntry::position).toList());
        }
        assertThat(messages).isEqualTo(PUBLISHERS * MESSAGES);
    }

    private List<LogEntry> readUntilDone(int shard) {
        List<LogEntry> read = new ArrayList<>();
        LogPosition at = new LogPosition(log.heads().get(shard).epoch(), shard, 0);
        while (true) {
            LogPage page = join(log.read(at, channel -> true, 97));
            assertThat(page.lost()).isEmpty();
            assertThat(page.lostUnknown()).isZero();
            read.addAll(page.entries());
            if (page.next().offset() >= log.heads().get(shard).offset()) {
                checkOrder(read);
                return read;
            }
            at = page.next();
        }
    }

    @Test
    void aReaderOfAChannelThatForgetsGetsEveryMessageUntilItIsToldOfALoss() throws Exception {
        String channel = "channel 3";
        List<LogPosition> appended = Collections.synchronizedList(new ArrayList<>());
        log.follow(entry -> {
            if (entry.channel().equals(channel)) {
                appended.add(entry.position());
            }
            return () -> {};
        });
        LogPosition start = new LogPosition(log.heads().get(0).epoch(), log.shardOf(channel), 0);
        List<List<LogPosition>> all = Collections.synchronizedList(new ArrayList<>());
        List<Future<Void>> publishers = publishers(FEW);
        List<Future<Void>> readers = start(3, () -> {
            List<LogPosition> read = new ArrayList<>();
            all.add(read);
            LogPosition at = start;
            while (read.size() < PUBLISHERS * MESSAGES / CHANNELS) {
                LogPage page = join(log.read(at, channel::equals, 10));
                if (!page.lost().isEmpty()) {
                    return null;
                }
                page.entries().forEach(entry -> read.add(entry.position()));
                at = page.next();
            }
            return null;
        });
        await(publishers);
        await(readers);

        assertThat(all).hasSize(3).allSatisfy(read -> assertThat(read).isEqualTo(appended.subList(0, read.size())));
        assertThat(join(log.latest(channel, 1000, null))).hasSize(50);
    }

    @Test
    void aFollowerGetsAllBeyondTheHeadsThatFollowItsStart() throws Exception {
        List<Future<Void>> publishers = publishers(ALL);
        List<Future<Void>> followers = start(3, () -> {
            for (int round = 0; round < 50; round++) {
                Set<LogPosition> told = ConcurrentHashMap.newKeySet();
                try (AutoCloseable following = log.follow(entry -> {
                    told.add(entry.position());
                    return () -> {};
                })) {
                    assertThat(following).isNotNull();
                    List<LogPosition> from = log.heads();
                    List<LogPosition> to = log.heads();
                    for (LogPosition head : to) {
                        for (long offset = from.get(head.shard()).offset() + 1; offset <= head.offset(); offset++) {
                            assertThat(told).contains(new LogPosition(head.epoch(), head.shard(), offset));
                        }
                    }
                }
            }
            return null;
        });
        await(publishers);
        await(followers);
    }

    @Test
    void aReaderMayHoldALockThatAFollowerTakes() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        log.follow(entry -> {
            lock.lock();
            try {
                return () -> {};
            } finally {
                lock.unlock();
            }
        });
        List<Future<Void>> publishers = publishers(FEW);
        List<Future<Void>> readers = start(2, () -> {
            for (int i = 0; i < 2_000; i++) {
                lock.lock();
                try {
                    join(log.latest("channel " + i % CHANNELS, 5, null));
                    join(log.read(log.heads().get(i % 16), channel -> true, 5));
                } finally {
                    lock.unlock();
                }
            }
            return null;
        });
        await(publishers);
        await(readers);
    }

    @Test
    void theBytesAreBoundedWithManyPublishers() throws Exception {
        InMemoryMessageLog small = new InMemoryMessageLog(1 << 20, System::currentTimeMillis);
        AtomicInteger publishers = new AtomicInteger();
        await(start(PUBLISHERS, () -> {
            int publisher = publishers.getAndIncrement();
            for (int i = 0; i < MESSAGES; i++) {
                byte[] bytes = new byte[1000];
                join(small.append(new Publication("channel " + publisher + i % 100, bytes, bytes, ALL, Set.of())));
                if (i % 100 == 0) {
                    small.forgetExpired();
                }
            }
            return null;
        }));
        assertThat(small.bytes()).isBetween(1000L << 10, 1L << 20);
    }
}
