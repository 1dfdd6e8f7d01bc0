package dev.webshocket.support;

import dev.webshocket.spi.extension.Audience;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.Publication;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * A log that several servers of one process follow, as one on another machine: each server {@linkplain #open has its own} view of it, which
 * the test can hold up. Safe for use by any thread.
 */
public final class SharedLog {

    static final int SHARDS = 4;

    /** A shard: what is kept of it, and how far it is. Guarded by the log. */
    static final class Shard {
        final String epoch;
        final List<LogEntry> kept = new ArrayList<>();
        final Map<String, Long> forgotten = new HashMap<>();
        long appended;

        Shard(String epoch) {
            this.epoch = epoch;
        }
    }

    private final List<Shard> shards = new ArrayList<>();
    private final List<SharedLogView> views = new CopyOnWriteArrayList<>();
    private int epochs;

    /** Which messages that are not kept go through the log. */
    public volatile Predicate<Audience> carries = audience -> true;

    /** What appending fails with from now on; null for nothing. */
    public volatile RuntimeException failure;

    /** Makes an empty log. */
    public SharedLog() {
        for (int i = 0; i < SHARDS; i++) {
            shards.add(new Shard("e" + epochs++));
        }
    }

    /** Returns the log as one more server sees it. */
    public synchronized SharedLogView open() {
        SharedLogView view = new SharedLogView(this);
        views.add(view);
        return view;
    }

    void close(SharedLogView view) {
        views.remove(view);
    }

    /** Returns the shard of a channel. */
    public static int shardOf(String channel) {
        return (channel.hashCode() & 0x7fffffff) % SHARDS;
    }

    synchronized Shard shard(int number) {
        return shards.get(number);
    }

    synchronized LogPosition head(int number) {
        Shard shard = shards.get(number);
        return new LogPosition(shard.epoch, number, shard.appended);
    }

    /** Appends a message, and gives it to all views. */
    LogPosition append(Publication publication, SharedLogView by, Runnable delivered) {
        LogEntry entry;
        synchronized (this) {
            int number = by.shardOf(publication.audience());
            Shard shard = shards.get(number);
            entry = new LogEntry(
                    new LogPosition(shard.epoch, number, ++shard.appended),
                    0,
                    publication.audience(),
                    publication.json(),
                    publication.messagePack(),
                    publication.except());
            if (publication.rule() != null) {
                shard.kept.add(entry);
                trim(shard, entry.channel(), publication.rule().historySize());
            }
            views.forEach(view -> view.add(entry, view == by ? delivered : () -> {}));
        }
        views.forEach(SharedLogView::pump);
        return entry.position();
    }

    private static void trim(Shard shard, String channel, int size) {
        List<LogEntry> all = shard.kept.stream()
                .filter(entry -> entry.channel().equals(channel))
                .toList();
        for (LogEntry entry : all.subList(0, Math.max(0, all.size() - size))) {
            shard.kept.remove(entry);
            shard.forgotten.merge(channel, entry.position().offset(), Math::max);
        }
    }

    /** Loses all that a shard has had; it goes on with another epoch, and all servers learn of it. */
    public void lose(String channel) {
        int number = shardOf(channel);
        synchronized (this) {
            shards.set(number, new Shard("e" + epochs++));
            views.forEach(view -> view.jump(head(number)));
        }
        views.forEach(SharedLogView::pump);
    }
}
