package dev.webshocket.internal.redis.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webshocket.internal.history.Epochs;
import dev.webshocket.internal.redis.link.FailedTasks;
import dev.webshocket.internal.redis.link.RedisLink;
import dev.webshocket.internal.redis.link.ThreadEnd;
import dev.webshocket.spi.extension.LogPosition;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XReadParams;
import redis.clients.jedis.resps.StreamEntryBinary;

/**
 * A thread that follows some shards. After each break, and when a shard is deaf, it proves by {@link LogScripts#ATTACH} that what it
 * has got is still there.
 */
final class TailReader {

    private static final int BLOCK_MILLIS = 1_000;
    private static final int PAGE = 512;
    private static final long PAUSE_MILLIS = 100;

    private static final Duration DEAF = Duration.ofSeconds(5);

    private final RedisLink link;
    private final String server;
    private final Map<String, ShardTail> tails = new HashMap<>();
    private final Map<Integer, ShardKeys> keys = new HashMap<>();
    private final Thread thread;
    private final CompletableFuture<Void> attached = new CompletableFuture<>();
    private volatile boolean closed;

    /**
     * Makes a reader, which {@link #start} starts.
     *
     * @param server this server's id, with which the nonces of its canaries begin
     */
    TailReader(
            RedisLink link, String server, List<ShardTail> shards, List<ShardKeys> shardKeys, ThreadFactory threads) {
        this.link = link;
        this.server = server;
        for (ShardTail shard : shards) {
            ShardKeys own = shardKeys.get(shard.shard());
            tails.put(own.log(), shard);
            keys.put(shard.shard(), own);
        }
        this.thread = threads.newThread(this::run);
        thread.setName("webshocket-redis-tail-" + shards.get(0).shard());
    }

    /**
     * Starts the thread.
     *
     * @return completes when the shards are attached for the first time
     */
    CompletableFuture<Void> start() {
        thread.start();
        return attached;
    }

    private void run() {
        while (!closed) {
            try {
                attach();
                while (!closed && tails.values().stream().noneMatch(tail -> tail.isDeaf(DEAF.toNanos()))) {
                    read();
                }
            } catch (InterruptedException e) {
                return;
            } catch (ExecutionException e) {
                pause();
            } catch (RuntimeException e) {
                if (!closed) {
                    link.connections().failed(e);
                    pause();
                }
            } catch (Error e) {
                // Without this thread the server would hear nothing any more.
                FailedTasks.log("the tail of the log of messages", e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void attach() throws InterruptedException, ExecutionException {
        Map<ShardTail, CompletableFuture<Object>> replies = new HashMap<>();
        for (ShardTail tail : tails.values()) {
            replies.put(
                    tail,
                    link.eval(
                            LogScripts.ATTACH,
                            keys.get(tail.shard()).list(),
                            Epochs.random(),
                            tail.knownEpoch(),
                            tail.head().offset(),
                            tail.knownNonce()));
        }
        for (Map.Entry<ShardTail, CompletableFuture<Object>> reply : replies.entrySet()) {
            List<?> fields = (List<?>) reply.getValue().get();
            ShardTail tail = reply.getKey();
            LogPosition position = new LogPosition(ShardEntry.text(fields.get(0)), tail.shard(), (Long) fields.get(1));
            tail.attached(position, (Long) fields.get(2) == 1, ShardEntry.text(fields.get(3)));
        }
        attached.complete(null);
    }

    private void read() {
        Map<byte[], StreamEntryID> from = new LinkedHashMap<>();
        tails.forEach((key, tail) ->
                from.put(key.getBytes(UTF_8), new StreamEntryID(0, tail.head().offset())));
        List<Map.Entry<byte[], List<StreamEntryBinary>>> streams = link.connections()
                .client()
                .xreadBinary(XReadParams.xReadParams().block(BLOCK_MILLIS).count(PAGE), from);
        if (streams == null) {
            return;
        }
        for (Map.Entry<byte[], List<StreamEntryBinary>> stream : streams) {
            ShardTail tail = tails.get(ShardEntry.text(stream.getKey()));
            for (StreamEntryBinary entry : stream.getValue()) {
                deliver(tail, entry);
            }
        }
    }

    private void deliver(ShardTail tail, StreamEntryBinary entry) {
        ShardEntry read;
        try {
            read = ShardEntry.of(entry);
        } catch (IllegalArgumentException e) {
            tail.unreadable(entry.getID().getSequence(), e);
            return;
        }
        tail.deliver(read, server);
    }

    /** Ends the thread, when it has delivered what it has read. */
    void stop() {
        closed = true;
        thread.interrupt();
    }

    /** Waits for the end of the thread. */
    void awaitEnd() {
        ThreadEnd.await(thread);
    }
}
