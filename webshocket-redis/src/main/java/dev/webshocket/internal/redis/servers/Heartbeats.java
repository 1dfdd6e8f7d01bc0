package dev.webshocket.internal.redis.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webshocket.internal.redis.link.RedisKeys;
import dev.webshocket.internal.redis.link.RedisLink;
import dev.webshocket.internal.redis.link.RedisScript;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells the other servers every second that this one is alive, and learns who else is. A server that is silent for 5 seconds is taken
 * for dead. Safe for use by any thread.
 */
public final class Heartbeats {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofSeconds(5);

    /** The servers are a sorted set, by the time at which their lease ends. */
    private static final RedisScript BEAT = RedisScript.repeatable("""
            local clock = redis.call('TIME')
            local time = clock[1] * 1000 + math.floor(clock[2] / 1000)
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', time)
            redis.call('ZADD', KEYS[1], time + ARGV[2], ARGV[1])
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
            return redis.call('ZRANGE', KEYS[1], 0, -1)
            """);

    private static final RedisScript LEAVE = RedisScript.repeatable("return redis.call('ZREM', KEYS[1], ARGV[1])");

    private final RedisLink link;
    private final List<String> keys;
    private final String self;

    private volatile Known known;
    private CompletableFuture<Object> last = CompletableFuture.completedFuture(null);

    private record Known(List<String> servers, long nanos) {}

    /**
     * Makes heartbeats, which {@link #start} begins.
     *
     * @param self this server's id
     */
    public Heartbeats(RedisLink link, RedisKeys keys, String self) {
        this.link = link;
        this.keys = List.of(keys.tagged("servers", "alive"));
        this.self = self;
        this.known = new Known(List.of(self), System.nanoTime());
    }

    /**
     * Begins.
     *
     * @return completes with the first reply
     */
    public CompletableFuture<Object> start() {
        beat();
        CompletableFuture<Object> first = last;
        link.every(PERIOD, this::beat);
        return first;
    }

    private void beat() {
        if (last.isDone()) {
            last = link.eval(BEAT, keys, self, LEASE.toMillis()).whenComplete((reply, failure) -> {
                if (failure == null) {
                    List<String> servers = ((List<?>) reply)
                            .stream()
                                    .map(id -> new String((byte[]) id, UTF_8))
                                    .sorted()
                                    .toList();
                    known = new Known(servers, System.nanoTime());
                }
            });
        }
    }

    /** Returns the servers that are alive, this one included, sorted. While Redis is away there is this one only. */
    public List<String> servers() {
        Known now = known;
        return System.nanoTime() - now.nanos() > LEASE.toNanos() ? List.of(self) : now.servers();
    }

    /** Tells the others that this server ends, if Redis answers at once. */
    public void leave() {
        try {
            link.eval(LEAVE, keys, self).get(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The lease ends by itself.
        }
    }
}
