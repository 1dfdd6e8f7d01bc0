package dev.webshocket.support;

import dev.webshocket.spi.extension.Audience;
import dev.webshocket.spi.extension.ChannelFilter;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPage;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.Publication;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** A {@link SharedLog} as one server sees it. Safe for use by any thread. */
public final class SharedLogView implements MessageLog {

    /** A step of the followers, and what comes after it. */
    private record Step(LogEntry entry, LogPosition jump, Runnable delivered) {}

    private final SharedLog log;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private final ReentrantLock telling = new ReentrantLock();
    /** Guarded by itself. */
    private final Deque<Step> untold = new ArrayDeque<>();

    private final LogPosition[] told;
    private volatile boolean held;

    /** The filters of all reads. */
    public final List<ChannelFilter> reads = new CopyOnWriteArrayList<>();

    SharedLogView(SharedLog log) {
        this.log = log;
        this.told = IntStream.range(0, SharedLog.SHARDS).mapToObj(log::head).toArray(LogPosition[]::new);
    }

    /** Tells the followers nothing more, until {@link #release}. */
    public void hold() {
        held = true;
    }

    /** Returns how many messages wait. */
    public int waiting() {
        synchronized (untold) {
            return untold.size();
        }
    }

    /** Tells the followers what has waited. */
    public void release() {
        held = false;
        pump();
    }

    /** Tells the followers of nothing that has waited, but that it was lost. */
    public void skip() {
        synchronized (log) {
            synchronized (untold) {
                untold.clear();
            }
            IntStream.range(0, told.length).mapToObj(log::head).forEach(this::jump);
        }
        release();
    }

    void add(LogEntry entry, Runnable delivered) {
        synchronized (untold) {
            untold.add(new Step(entry, null, delivered));
        }
    }

    void jump(LogPosition head) {
        synchronized (untold) {
            untold.removeIf(
                    step -> step.entry() != null && step.entry().position().shard() == head.shard());
            untold.add(new Step(null, head, () -> {}));
        }
    }

    private Step next() {
        synchronized (untold) {
            return held ? null : untold.poll();
        }
    }

    void pump() {
        telling.lock();
        try {
            for (Step step = next(); step != null; step = next()) {
                tell(step);
            }
        } finally {
            telling.unlock();
        }
    }

    private void tell(Step step) {
        List<Runnable> rest = new ArrayList<>();
        if (step.entry() == null) {
            told(step.jump());
            followers.forEach(follower -> rest.add(follower.lost(step.jump())));
        } else {
            followers.forEach(follower -> rest.add(follower.appended(step.entry())));
            told(step.entry().position());
        }
        rest.forEach(Runnable::run);
        step.delivered().run();
    }

    private void told(LogPosition position) {
        synchronized (told) {
            told[position.shard()] = position;
        }
    }

    @Override
    public List<LogPosition> heads() {
        synchronized (told) {
            return List.of(Arrays.copyOf(told, told.length));
        }
    }

    @Override
    public int shardOf(String channel) {
        return SharedLog.shardOf(channel);
    }

    @Override
    public boolean carries(Audience audience) {
        return log.carries.test(audience);
    }

    @Override
    public CompletionStage<LogPosition> append(Publication publication) {
        CompletableFuture<LogPosition> appended = new CompletableFuture<>();
        if (log.failure != null) {
            appended.completeExceptionally(log.failure);
            return appended;
        }
        CompletableFuture<Void> delivered = new CompletableFuture<>();
        LogPosition position = log.append(publication, this, () -> delivered.complete(null));
        delivered.thenRun(() -> appended.complete(position));
        return appended;
    }

    @Override
    public AutoCloseable follow(Follower follower) {
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    @Override
    public CompletionStage<LogPage> read(LogPosition after, ChannelFilter channels, int limit) {
        reads.add(channels);
        synchronized (log) {
            SharedLog.Shard shard = log.shard(after.shard());
            LogPosition head = heads().get(after.shard());
            long from = after.epoch().equals(shard.epoch) ? after.offset() : 0;
            List<LogEntry> found = shard.kept.stream()
                    .filter(entry -> entry.position().offset() > from
                            && entry.position().offset() <= head.offset()
                            && channels.test(entry.channel()))
                    .toList();
            Map<String, Long> lost = new HashMap<>();
            shard.forgotten.forEach((channel, offset) -> {
                if (offset > from && channels.test(channel)) {
                    lost.put(channel, offset);
                }
            });
            boolean more = found.size() > limit;
            LogPosition next = more ? found.get(limit - 1).position() : head;
            return CompletableFuture.completedStage(new LogPage(more ? found.subList(0, limit) : found, lost, 0, next));
        }
    }

    @Override
    public CompletionStage<List<LogEntry>> latest(String channel, int limit, LogPosition before) {
        synchronized (log) {
            int number = shardOf(channel);
            long end = before == null ? heads().get(number).offset() : before.offset() - 1;
            List<LogEntry> all = log.shard(number).kept.stream()
                    .filter(entry ->
                            entry.channel().equals(channel) && entry.position().offset() <= end)
                    .toList();
            return CompletableFuture.completedStage(all.subList(Math.max(0, all.size() - limit), all.size()));
        }
    }

    @Override
    public void close() {
        log.close(this);
    }
}
