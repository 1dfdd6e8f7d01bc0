package dev.webshocket.internal.redis.log;

import dev.webshocket.ChannelRule;
import dev.webshocket.ClusterState;
import dev.webshocket.internal.history.Epochs;
import dev.webshocket.internal.history.Shards;
import dev.webshocket.internal.redis.link.LinkFailures;
import dev.webshocket.internal.redis.link.RedisKeys;
import dev.webshocket.internal.redis.link.RedisLink;
import dev.webshocket.redis.RedisSettings;
import dev.webshocket.spi.extension.Audience;
import dev.webshocket.spi.extension.ChannelFilter;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPage;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.Publication;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A log that all servers of an application append to and follow, in 16 streams of Redis. Safe for use by any thread; nothing blocks.
 *
 * <p>Until Redis is reached for the first time, the heads have a provisional epoch; then followers hear that they have lost something.
 */
public final class RedisMessageLog implements MessageLog {

    /** How often each server sends a message to itself through each shard. */
    private static final Duration CANARY = Duration.ofSeconds(1);

    /** How long a server may hear nothing of itself. */
    private static final Duration DEAF = Duration.ofSeconds(5);

    /** How long the tail may take to bring what Redis has appended at the last moment. */
    private static final Duration TAIL = Duration.ofSeconds(1);

    private static final Duration TICK = Duration.ofMillis(100);

    private final RedisLink link;
    private final String server;
    private final int entries;
    private final Predicate<String> carried;
    private final List<ShardKeys> keys;
    private final List<ShardTail> tails;
    private final List<TailReader> readers = new ArrayList<>();
    private final Map<Character, EntryListener> listeners = new ConcurrentHashMap<>();
    private final LogReader reader;
    private final RedisTime clock = new RedisTime();
    private final AtomicLong appends = new AtomicLong();
    private final List<CompletableFuture<LogPosition>> canaries;
    private volatile boolean closed;

    /**
     * Makes a log, which {@link #start} connects.
     *
     * @param server this server's id
     * @param carried tells which channels without a rule other servers follow
     * @param threads makes the threads of the tail: one, and in a Redis Cluster one for each shard
     */
    public RedisMessageLog(
            RedisLink link,
            RedisKeys keys,
            RedisSettings settings,
            String server,
            Predicate<String> carried,
            ThreadFactory threads) {
        this.link = link;
        this.server = server;
        this.entries = settings.entries();
        this.carried = carried;
        this.keys = IntStream.range(0, Shards.COUNT)
                .mapToObj(shard -> ShardKeys.of(keys, shard))
                .toList();
        String epoch = Epochs.random();
        this.tails = IntStream.range(0, Shards.COUNT)
                .mapToObj(shard -> new ShardTail(shard, epoch, listeners))
                .toList();
        this.reader = new LogReader(link, this.keys);
        this.canaries = new ArrayList<>();
        if (settings.cluster()) {
            tails.forEach(tail -> readers.add(new TailReader(link, server, List.of(tail), this.keys, threads)));
        } else {
            readers.add(new TailReader(link, server, tails, this.keys, threads));
        }
    }

    /**
     * Begins to follow the shards. Call it once, when all {@link #listen}ers are known.
     *
     * @return completes when this server hears of itself in all shards
     */
    public CompletableFuture<Void> start() {
        tails.forEach(tail -> canaries.add(CompletableFuture.completedFuture(null)));
        link.every(TICK, () -> tails.forEach(tail -> tail.pending().expire(System.nanoTime())));
        // A canary that is sent before the tail has found its place would be passed over.
        return CompletableFuture.allOf(readers.stream().map(TailReader::start).toArray(CompletableFuture[]::new))
                .thenCompose(attached -> {
                    sendCanaries();
                    link.every(CANARY, this::sendCanaries);
                    return CompletableFuture.allOf(canaries.toArray(CompletableFuture[]::new));
                });
    }

    private void sendCanaries() {
        for (ShardTail tail : tails) {
            if (canaries.get(tail.shard()).isDone()) {
                canaries.set(tail.shard(), append(tail, ShardEntry.CANARY, List.of(new byte[0])));
            }
        }
    }

    /**
     * Gives entries of a kind, which scripts append by {@link LogScripts#FUNCTIONS}, to a listener. To be called before {@link #start}.
     *
     * @param kind a letter other than those of messages and canaries, c and m
     */
    public void listen(char kind, EntryListener listener) {
        listeners.put(kind, listener);
    }

    /** Returns the keys of a shard, with which scripts that use {@link LogScripts#FUNCTIONS} begin. */
    public List<String> keysOf(int shard) {
        return keys.get(shard).list();
    }

    /** Returns how many entries a shard keeps, for {@link LogScripts#FUNCTIONS}. */
    public int entries() {
        return entries;
    }

    /** Makes what no other entry has, for {@link LogScripts#FUNCTIONS}. */
    public String nonce() {
        return server + '/' + Long.toString(appends.incrementAndGet(), Character.MAX_RADIX);
    }

    /** Makes an epoch for a shard that has none, for {@link LogScripts#FUNCTIONS}. */
    public static String freshEpoch() {
        return Epochs.random();
    }

    /**
     * Waits for an entry that another script appends.
     *
     * @param nonce what the entry will have, from {@link #nonce}; call this before the script is sent
     * @return completes once this server has got the entry; with an exception after the patience
     */
    public CompletableFuture<LogPosition> awaitEntry(int shard, String nonce) {
        return tails.get(shard).pending().add(nonce, deadline() + TAIL.toNanos());
    }

    private long deadline() {
        return System.nanoTime() + link.patience().toNanos();
    }

    @Override
    public List<LogPosition> heads() {
        return tails.stream().map(ShardTail::head).toList();
    }

    @Override
    public int shardOf(String channel) {
        return Shards.of(channel);
    }

    @Override
    public boolean carries(Audience audience) {
        return !(audience instanceof Audience.Subscribers subscribers) || carried.test(subscribers.channel());
    }

    @Override
    public CompletionStage<LogPosition> append(Publication publication) {
        List<Object> rest = new ArrayList<>(List.of(LogRecord.of(publication).encode()));
        ChannelRule rule = publication.rule();
        boolean kept = rule != null && rule.keeps();
        if (kept) {
            rest.addAll(List.of(
                    publication.channel(), rule.historySize(), rule.historyAge().toMillis()));
        }
        return append(tails.get(shardOf(publication.audience())), ShardEntry.MESSAGE, rest);
    }

    /**
     * Appends an entry.
     *
     * @param rest the data, and for a channel that keeps messages its name, size and age
     */
    private CompletableFuture<LogPosition> append(ShardTail tail, char kind, List<Object> rest) {
        if (closed) {
            return CompletableFuture.failedFuture(LinkFailures.closed());
        }
        String nonce = nonce();
        long sent = System.nanoTime();
        // Redis must not append what this server has reported as failed, so its own time limit ends earlier.
        long latest = clock.at(sent + link.patience().toNanos() * 9 / 10);
        List<Object> arguments = new ArrayList<>(List.of(Epochs.random(), entries, kind, nonce, rest.get(0), latest));
        arguments.addAll(rest.subList(1, rest.size()));
        CompletableFuture<LogPosition> stage = tail.pending().add(nonce, deadline() + TAIL.toNanos());
        if (stage.isDone()) {
            return stage;
        }
        link.eval(LogScripts.APPEND, keys.get(tail.shard()).list(), arguments.toArray())
                .whenComplete((reply, failure) -> {
                    if (failure != null) {
                        tail.pending().failed(nonce, failure);
                        return;
                    }
                    List<?> fields = (List<?>) reply;
                    clock.heard(sent, (Long) fields.get(fields.size() - 1));
                    if (fields.size() == 1) {
                        tail.pending().failed(nonce, LinkFailures.away(null));
                    } else {
                        String epoch = ShardEntry.text(fields.get(1));
                        tail.appended(nonce, new LogPosition(epoch, tail.shard(), (Long) fields.get(0)));
                    }
                });
        return stage;
    }

    @Override
    public AutoCloseable follow(Follower follower) {
        Objects.requireNonNull(follower, "follower");
        tails.forEach(tail -> tail.follow(follower));
        return () -> tails.forEach(tail -> tail.unfollow(follower));
    }

    @Override
    public CompletionStage<LogPage> read(LogPosition after, ChannelFilter channels, int limit) {
        checkLimit(limit);
        Objects.requireNonNull(channels, "channels");
        if (after.shard() >= Shards.COUNT) {
            throw new IllegalArgumentException("there are " + Shards.COUNT + " shards, but no shard " + after.shard());
        }
        if (closed) {
            return CompletableFuture.failedFuture(LinkFailures.closed());
        }
        return reader.read(tails.get(after.shard()).head(), after, channels, limit);
    }

    @Override
    public CompletionStage<List<LogEntry>> latest(String channel, int limit, LogPosition before) {
        checkLimit(limit);
        if (closed) {
            return CompletableFuture.failedFuture(LinkFailures.closed());
        }
        LogPosition head = tails.get(shardOf(channel)).head();
        if (before == null) {
            return reader.latest(head, channel, limit, head.offset());
        }
        if (before.shard() != head.shard() || !before.epoch().equals(head.epoch())) {
            return CompletableFuture.completedFuture(List.of());
        }
        long end = Math.min(head.offset(), before.offset() - 1);
        return end < 1 ? CompletableFuture.completedFuture(List.of()) : reader.latest(head, channel, limit, end);
    }

    private static void checkLimit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has at least 1 message, not " + limit);
        }
    }

    /** Tells whether this server hears of its own canaries in all shards. */
    public boolean isReady() {
        return tails.stream().allMatch(tail -> tail.hasHeard(DEAF.toNanos()));
    }

    /** Returns how far this server is behind in each shard. */
    public List<ClusterState.ShardLag> lags() {
        return tails.stream()
                .map(tail -> new ClusterState.ShardLag(tail.shard(), tail.lag(), tail.lastCanary()))
                .toList();
    }

    /** Stops following and fails what waits. The link stays open. May be called several times. */
    @Override
    public void close() {
        closed = true;
        readers.forEach(TailReader::stop);
        readers.forEach(TailReader::awaitEnd);
        tails.forEach(tail -> tail.pending().close());
    }
}
