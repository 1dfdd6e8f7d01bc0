package dev.webshocket.internal.history;

import dev.webshocket.spi.extension.ChannelFilter;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPage;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.Publication;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Keeps messages in this process. Safe for use by any thread; all stages it returns are complete.
 *
 * <p>All that it keeps, its tables included, takes no more than a number of bytes of the heap, beyond which the oldest messages of
 * all channels are forgotten first. In heaps of 32 GiB or more, where references are longer, it takes up to a half more. What is
 * too old is never returned, and is forgotten when its channel is used, or by {@link #forgetExpired}.
 */
public final class InMemoryMessageLog implements MessageLog {

    private static final long FEWEST_BYTES = 1 << 20;

    private final long bytes;
    private final AtomicLong total = new AtomicLong();
    private final AtomicInteger nextToExpire = new AtomicInteger();
    private final List<LogShard> shards;

    /**
     * Makes an empty log.
     *
     * @param bytes how much it may take in the heap, at least 1 MiB
     * @param clock the time in milliseconds since 1970
     * @throws IllegalArgumentException if the bytes are too few
     */
    public InMemoryMessageLog(long bytes, LongSupplier clock) {
        if (bytes < FEWEST_BYTES) {
            throw new IllegalArgumentException(
                    "a log of messages needs at least " + FEWEST_BYTES + " bytes, but may take " + bytes);
        }
        this.bytes = bytes;
        String epoch = Epochs.random();
        // What is remembered of channels without messages takes at most a sixteenth.
        this.shards = IntStream.range(0, Shards.COUNT)
                .mapToObj(number -> new LogShard(epoch, number, clock, total, bytes / 16 / Shards.COUNT))
                .toList();
    }

    @Override
    public List<LogPosition> heads() {
        return shards.stream().map(LogShard::head).toList();
    }

    @Override
    public int shardOf(String channel) {
        return Shards.of(channel);
    }

    @Override
    public CompletionStage<LogPosition> append(Publication publication) {
        boolean tooLong = KeptMessage.cost(publication.json(), publication.messagePack(), publication.except()) > bytes;
        LogShard shard = shards.get(shardOf(publication.channel()));
        return completed(() -> {
            LogShard.Appended appended = shard.append(publication, tooLong);
            makeRoom();
            Followers.run(appended.rest());
            return appended.position();
        });
    }

    private static <T> CompletionStage<T> completed(Supplier<T> action) {
        try {
            return CompletableFuture.completedStage(action.get());
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void makeRoom() {
        while (total.get() > bytes) {
            LogShard oldest = shards.get(0);
            for (LogShard shard : shards) {
                oldest = shard.oldestTime() < oldest.oldestTime() ? shard : oldest;
            }
            if (oldest.oldestTime() == Long.MAX_VALUE) {
                return;
            }
            oldest.forgetOldest();
        }
    }

    @Override
    public AutoCloseable follow(Follower follower) {
        Objects.requireNonNull(follower, "follower");
        shards.forEach(shard -> shard.follow(follower));
        return () -> shards.forEach(shard -> shard.unfollow(follower));
    }

    @Override
    public CompletionStage<LogPage> read(LogPosition after, ChannelFilter channels, int limit) {
        checkLimit(limit);
        Objects.requireNonNull(channels, "channels");
        if (after.shard() >= Shards.COUNT) {
            throw new IllegalArgumentException("there are " + Shards.COUNT + " shards, but no shard " + after.shard());
        }
        return completed(() -> shards.get(after.shard()).read(after, channels, limit));
    }

    @Override
    public CompletionStage<List<LogEntry>> latest(String channel, int limit, LogPosition before) {
        checkLimit(limit);
        return completed(() -> shards.get(shardOf(channel)).latest(channel, limit, before));
    }

    private static void checkLimit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has at least 1 message, not " + limit);
        }
    }

    /** Looks through one shard after the other, one for each call, so that it takes little time. */
    @Override
    public void forgetExpired() {
        shards.get(nextToExpire.getAndIncrement() & Shards.COUNT - 1).forgetExpired();
    }

    /** Returns how many bytes all messages and tables take in the heap. */
    long bytes() {
        return total.get();
    }

    @Override
    public void close() {
        shards.forEach(LogShard::close);
    }
}
