package dev.webshocket.internal.redis.log;

import dev.webshocket.internal.history.Followers;
import dev.webshocket.internal.redis.link.FailedTasks;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog.Follower;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * How far this server is in one shard, and who is told of its entries. {@link #deliver} and {@link #attached} are for the thread of the
 * tail, everything else is safe for use by any thread.
 */
final class ShardTail {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private final int shard;
    private final Map<Character, EntryListener> listeners;
    private final PendingAppends pending = new PendingAppends();

    /** Held while followers are told. */
    private final ReentrantLock order = new ReentrantLock();

    /** Guarded by {@link #order}. */
    private final Followers followers = new Followers();
    /** The position that followers have got; written under {@link #order}. */
    private volatile LogPosition head;

    /** The highest offset that Redis has told of. */
    private volatile long appended;

    private volatile Heard canary;

    /** When the tail was attached last, by {@link System#nanoTime}. */
    private volatile long attachedAt = System.nanoTime();

    /** The nonce of the entry at the head. For the thread of the tail, as is the next. */
    private String nonce = "";

    private boolean attached;

    private record Heard(Instant time, long nanos) {}

    /**
     * Makes a tail that is not attached.
     *
     * @param epoch a provisional epoch, for the time until Redis has told its own
     * @param listeners get entries that are no messages, by kind
     */
    ShardTail(int shard, String epoch, Map<Character, EntryListener> listeners) {
        this.shard = shard;
        this.head = new LogPosition(epoch, shard, 0);
        this.listeners = listeners;
    }

    int shard() {
        return shard;
    }

    PendingAppends pending() {
        return pending;
    }

    LogPosition head() {
        return head;
    }

    /** Returns when this server has last heard of its own canary; null for never. */
    Instant lastCanary() {
        Heard heard = canary;
        return heard == null ? null : heard.time();
    }

    /** Tells whether this server has heard of its own canary within a time. */
    boolean hasHeard(long nanos) {
        Heard heard = canary;
        return heard != null && System.nanoTime() - heard.nanos() < nanos;
    }

    /** Tells whether neither a canary nor an attachment was within a time. */
    boolean isDeaf(long nanos) {
        return !hasHeard(nanos) && System.nanoTime() - attachedAt >= nanos;
    }

    /** Returns how many entries this server has yet to get. */
    long lag() {
        return Math.max(0, appended - head.offset());
    }

    /** Notes where Redis has put an entry of this server. */
    void appended(String own, LogPosition position) {
        appended = position.offset();
        pending.appended(own, position);
    }

    void follow(Follower follower) {
        order.lock();
        try {
            followers.add(follower);
        } finally {
            order.unlock();
        }
    }

    void unfollow(Follower follower) {
        order.lock();
        try {
            followers.remove(follower);
        } finally {
            order.unlock();
        }
    }

    /** Returns what {@link LogScripts#ATTACH} needs to know: the epoch, or an empty text before the first time. */
    String knownEpoch() {
        return attached ? head.epoch() : "";
    }

    /** Returns the nonce of the entry at the head; empty if there is none. */
    String knownNonce() {
        return nonce;
    }

    /**
     * Learns from where the tail goes on.
     *
     * @param position the entry behind which it goes on
     * @param lost whether entries before it were lost
     * @param found the nonce of that entry; empty if it is not kept
     */
    void attached(LogPosition position, boolean lost, String found) {
        if (lost) {
            lose(position, attached);
        }
        nonce = found;
        appended = position.offset();
        attached = true;
        attachedAt = System.nanoTime();
    }

    /** Takes the next entry of the stream. */
    void deliver(ShardEntry entry, String server) {
        LogPosition position = new LogPosition(entry.epoch(), shard, entry.offset());
        if (!entry.epoch().equals(head.epoch()) || entry.offset() != head.offset() + 1) {
            lose(new LogPosition(entry.epoch(), shard, entry.offset() - 1), true);
        }
        if (entry.kind() == ShardEntry.MESSAGE) {
            message(entry, position);
        } else {
            head = position;
            other(entry, server);
        }
        nonce = entry.nonce();
        pending.delivered(entry.nonce(), position);
    }

    private void message(ShardEntry entry, LogPosition position) {
        LogEntry message;
        try {
            message = LogRecord.decode(entry.data()).entry(position, entry.time());
        } catch (IllegalArgumentException e) {
            unreadable(position.offset(), e);
            return;
        }
        Followers.run(tell(position, follower -> follower.appended(message)));
    }

    /** Goes on behind an entry that cannot be read. */
    void unreadable(long offset, IllegalArgumentException why) {
        LOG.log(Level.ERROR, "WEBSHOCKET-0413: a message of another server cannot be read", why);
        lose(new LogPosition(head.epoch(), shard, offset), true);
    }

    private void other(ShardEntry entry, String server) {
        if (entry.kind() == ShardEntry.CANARY) {
            if (entry.nonce().startsWith(server + '/')) {
                canary = new Heard(Instant.now(), System.nanoTime());
            }
            return;
        }
        EntryListener listener = listeners.get(entry.kind());
        if (listener != null) {
            try {
                listener.appended(shard, entry.offset(), entry.time(), entry.data());
            } catch (RuntimeException | Error e) {
                log(e);
            }
        }
    }

    private void lose(LogPosition position, boolean report) {
        if (report) {
            LOG.log(
                    Level.WARNING,
                    "WEBSHOCKET-0410: messages of shard " + shard + " were lost between " + head + " and " + position);
        }
        Followers.run(tell(position, follower -> follower.lost(position)));
        for (EntryListener listener : listeners.values()) {
            try {
                listener.lost(shard);
            } catch (RuntimeException | Error e) {
                log(e);
            }
        }
        pending.passed(position);
    }

    private List<Runnable> tell(LogPosition position, Function<Follower, Runnable> event) {
        order.lock();
        try {
            List<Runnable> rest = followers.tell(event);
            head = position;
            return rest;
        } finally {
            order.unlock();
        }
    }

    private static void log(Throwable failure) {
        FailedTasks.log("a follower of the log of messages", failure);
    }
}
