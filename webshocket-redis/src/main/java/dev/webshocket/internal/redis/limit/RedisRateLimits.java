package dev.webshocket.internal.redis.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.webshocket.ClientConnection;
import dev.webshocket.Per;
import dev.webshocket.internal.redis.link.RedisKeys;
import dev.webshocket.internal.redis.link.RedisLink;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.extension.RateLimitKey;
import dev.webshocket.spi.extension.RateLimitOutcome;
import dev.webshocket.spi.extension.RateLimitRate;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Counts the calls of users, addresses and endpoints together with the other servers, exactly, by the clock of Redis. Calls of a
 * connection are counted in this process. While Redis is away, this server counts its own calls, and each limit begins anew.
 *
 * <p>What waits for one bucket goes to Redis together, so that only servers compete for it. Redis forgets a bucket two periods
 * after the last call that was let through. Safe for use by any thread.
 */
public final class RedisRateLimits implements RateLimitBuckets {

    /** How long a call waits for Redis. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration IDLE = Duration.ofMinutes(1);

    private final RedisLink link;
    private final Duration patience;
    private final RedisKeys keys;
    private final RateLimitBuckets own;
    private final AsyncProxyManager<BucketKey> buckets;
    private final Cache<BucketKey, AsyncBucketProxy> inUse;
    private final Outage outage;

    /**
     * Makes the limits of an application.
     *
     * @param link to Redis
     * @param keys of the application
     * @param maximum how many buckets of users and addresses this server may have in memory, at least 1
     * @param nanoClock a monotonic clock in nanoseconds, such as {@link System#nanoTime()}, for the calls that this server counts
     */
    public RedisRateLimits(RedisLink link, RedisKeys keys, int maximum, LongSupplier nanoClock) {
        this(link, keys, maximum, nanoClock, PATIENCE);
    }

    RedisRateLimits(RedisLink link, RedisKeys keys, int maximum, LongSupplier nanoClock, Duration patience) {
        this.link = link;
        this.patience = patience;
        this.keys = keys;
        this.own = RateLimitBuckets.inMemory(maximum, nanoClock);
        this.buckets = new RedisBuckets(link).asAsync();
        this.inUse = Caffeine.newBuilder()
                .maximumSize(maximum)
                .expireAfterAccess(IDLE)
                .executor(Runnable::run)
                .build();
        this.outage = new Outage(nanoClock);
    }

    @Override
    public CompletionStage<RateLimitOutcome> tryTake(
            RateLimitKey key, RateLimitRate rate, ClientConnection connection) {
        if (key.per() == Per.CONNECTION || !outage.mayAsk()) {
            return own.tryTake(key, rate, connection);
        }
        // A copy, because the future belongs to the bucket.
        CompletableFuture<ConsumptionProbe> probe = inUse.get(BucketKey.of(keys, key, rate), name -> bucket(name, rate))
                .tryConsumeAndReturnRemaining(1)
                .copy();
        if (!probe.isDone()) {
            Future<?> limit = link.after(patience, () -> probe.completeExceptionally(new TimeoutException()));
            probe.whenComplete((taken, failure) -> limit.cancel(false));
        }
        return probe.handle((taken, failure) -> {
                    if (failure == null) {
                        outage.over();
                        return CompletableFuture.completedStage(outcome(taken));
                    }
                    outage.began(failure);
                    return own.tryTake(key, rate, connection);
                })
                .thenCompose(outcome -> outcome);
    }

    private AsyncBucketProxy bucket(BucketKey name, RateLimitRate rate) {
        BucketConfiguration configuration = BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(rate.limit()).refillIntervally(rate.limit(), rate.period()))
                .build();
        return buckets.builder()
                .withOptimization(Optimizations.batching())
                .build(name, () -> CompletableFuture.completedFuture(configuration));
    }

    private static RateLimitOutcome outcome(ConsumptionProbe probe) {
        return probe.isConsumed()
                ? RateLimitOutcome.TAKEN
                : RateLimitOutcome.exceeded(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
}
