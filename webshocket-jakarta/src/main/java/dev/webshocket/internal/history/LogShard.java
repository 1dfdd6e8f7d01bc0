package dev.webshocket.internal.history;

import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPage;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog.Follower;
import dev.webshocket.spi.extension.Publication;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * One shard of an {@link InMemoryMessageLog}. Safe for use by any thread.
 *
 * <p>It has two locks. One gives appending its order, and is held while followers are told. The other one guards the contents, is
 * held for a short time, and no foreign code runs under it. So a follower may read, and who reads may hold a lock that a
 * follower takes.
 */
final class LogShard {

    private final String epoch;
    private final int number;
    private final LongSupplier clock;

    private final ReentrantLock order = new ReentrantLock();
    /** Guarded by {@link #order}. */
    private final Followers followers = new Followers();

    private final ReentrantLock guard = new ReentrantLock();
    /** Guarded by {@link #guard}; null when the log has been closed. */
    private ShardContents contents;
    /** The highest offset; guarded by {@link #guard}. */
    private long appended;
    /** The highest offset that followers have been told. */
    private volatile long delivered;
    /** The time of the oldest message; written under {@link #guard}. */
    private volatile long oldestTime = Long.MAX_VALUE;

    /**
     * Makes an empty shard.
     *
     * @param clock the time in milliseconds since 1970
     * @param total counts the bytes of all shards
     * @param emptyBytesBound how many bytes channels without messages may take here
     */
    LogShard(String epoch, int number, LongSupplier clock, AtomicLong total, long emptyBytesBound) {
        this.epoch = epoch;
        this.number = number;
        this.clock = clock;
        this.contents = new ShardContents(total, emptyBytesBound);
    }

    private <T> T guarded(Function<ShardContents, T> action) {
        guard.lock();
        try {
            if (contents == null) {
                throw new IllegalStateException("the log of messages has been closed");
            }
            T result = action.apply(contents);
            oldestTime = contents.oldestTime();
            return result;
        } finally {
            guard.unlock();
        }
    }

    /** Returns the position that followers have got. */
    LogPosition head() {
        return position(delivered);
    }

    /** Returns the time of the oldest message, in milliseconds since 1970; {@link Long#MAX_VALUE} for none. */
    long oldestTime() {
        return oldestTime;
    }

    /**
     * Appends a message.
     *
     * @param tooLong whether it cannot be kept
     * @throws IllegalStateException if the log has been closed, as from the following methods
     */
    Appended append(Publication publication, boolean tooLong) {
        order.lock();
        try {
            LogEntry entry = guarded(kept -> entry(kept.append(publication, ++appended, clock.getAsLong(), tooLong)));
            List<Runnable> rest = followers.tell(follower -> follower.appended(entry));
            delivered = entry.position().offset();
            return new Appended(entry.position(), rest);
        } finally {
            order.unlock();
        }
    }

    /**
     * A message has been appended.
     *
     * @param rest for {@link Followers#run}
     */
    record Appended(LogPosition position, List<Runnable> rest) {}

    /** Adds a follower. It gets all messages beyond the head that is returned from now on. */
    void follow(Follower follower) {
        order.lock();
        try {
            followers.add(follower);
        } finally {
            order.unlock();
        }
    }

    /** Removes a follower. */
    void unfollow(Follower follower) {
        order.lock();
        try {
            followers.remove(follower);
        } finally {
            order.unlock();
        }
    }

    /**
     * Reads a page.
     *
     * @param channels called without a lock
     */
    LogPage read(LogPosition position, Predicate<String> channels, int limit) {
        Range range = guarded(kept -> range(kept, position));
        List<KeptChannel> wanted = range.active().stream()
                .filter(channel -> channels.test(channel.name))
                .toList();
        return guarded(kept -> {
            ShardReads.Found found = kept.reads().read(wanted, range.after(), range.end(), limit, clock.getAsLong());
            return new LogPage(
                    entries(found.messages()),
                    found.lost(),
                    range.foreign() ? range.end() : found.lostUnknown(),
                    position(found.next()));
        });
    }

    /**
     * What can be read.
     *
     * @param foreign whether the position is none of this shard
     * @param active the channels with messages in the range
     */
    private record Range(boolean foreign, long after, long end, List<KeptChannel> active) {}

    private Range range(ShardContents kept, LogPosition position) {
        boolean foreign = !position.epoch().equals(epoch) || position.offset() > appended;
        long after = foreign ? 0 : position.offset();
        // The position may be that of a message whose followers are still being told.
        return new Range(
                foreign, after, Math.max(after, delivered), kept.reads().activeSince(after));
    }

    /** Returns the latest messages of a channel, the oldest first; with a position those before it. */
    List<LogEntry> latest(String channel, int limit, LogPosition before) {
        if (before != null && (before.shard() != number || !before.epoch().equals(epoch))) {
            return List.of();
        }
        long end = before == null ? delivered : Math.min(delivered, before.offset() - 1);
        return guarded(kept -> entries(kept.reads().latest(channel, limit, end, clock.getAsLong())));
    }

    /** Forgets what is too old; nothing if the log has been closed. */
    void forgetExpired() {
        guard.lock();
        try {
            if (contents != null) {
                contents.expireAll(clock.getAsLong());
                oldestTime = contents.oldestTime();
            }
        } finally {
            guard.unlock();
        }
    }

    /** Forgets the oldest message, if there is one. */
    void forgetOldest() {
        guarded(ShardContents::forgetOldest);
    }

    /** Forgets everything, for good. */
    void close() {
        guard.lock();
        try {
            contents = null;
            oldestTime = Long.MAX_VALUE;
        } finally {
            guard.unlock();
        }
    }

    private List<LogEntry> entries(List<KeptMessage> messages) {
        return messages.stream().map(this::entry).toList();
    }

    private LogEntry entry(KeptMessage message) {
        return new LogEntry(
                position(message.offset),
                message.time,
                message.channel.name,
                message.json,
                message.messagePack,
                message.except);
    }

    private LogPosition position(long offset) {
        return new LogPosition(epoch, number, offset);
    }
}
