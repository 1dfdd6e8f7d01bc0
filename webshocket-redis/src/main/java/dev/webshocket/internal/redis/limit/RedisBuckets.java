package dev.webshocket.internal.redis.limit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.webshocket.internal.redis.link.RedisLink;
import dev.webshocket.internal.redis.link.RedisScript;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.redis.consts.LuaScripts;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Bucket4j's buckets in Redis, which servers change by compare and swap. A bucket is read together with the time of Redis. Safe for
 * use by any thread; only the asynchronous operations are there.
 */
final class RedisBuckets extends AbstractCompareAndSwapBasedProxyManager<BucketKey> {

    /** Runs with the writes, so that it is not held up by large reads. */
    private static final RedisScript READ =
            RedisScript.repeatable("return {redis.call('GET', KEYS[1]), redis.call('TIME')}");

    // A second run would find the bucket changed by the first, and the call would be counted twice.
    private static final RedisScript CREATE = RedisScript.once(LuaScripts.SCRIPT_SET_NX_PX);
    private static final RedisScript SWAP = RedisScript.once(LuaScripts.SCRIPT_COMPARE_AND_SWAP_PX);

    private final RedisLink link;
    private final RedisClock clock;

    RedisBuckets(RedisLink link) {
        this(link, new RedisClock());
    }

    private RedisBuckets(RedisLink link, RedisClock clock) {
        super(ClientSideConfig.getDefault().withClientClock(clock));
        this.link = link;
        this.clock = clock;
    }

    @Override
    protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(BucketKey key) {
        return new Operation(key);
    }

    /** Changes one bucket. */
    private final class Operation implements AsyncCompareAndSwapOperation {

        private final List<String> keys;
        private final long keepMillis;

        Operation(BucketKey key) {
            this.keys = List.of(key.name());
            this.keepMillis = Math.max(1, key.keep().toMillis());
        }

        @Override
        public CompletableFuture<Optional<byte[]>> getStateData(Optional<Long> timeoutNanos) {
            return link.eval(READ, keys).thenApply(reply -> {
                List<?> parts = (List<?>) reply;
                List<?> time = (List<?>) parts.get(1);
                clock.set(number(time.get(0)), number(time.get(1)));
                return Optional.ofNullable((byte[]) parts.get(0));
            });
        }

        private static long number(Object text) {
            return Long.parseLong(new String((byte[]) text, US_ASCII));
        }

        @Override
        public CompletableFuture<Boolean> compareAndSwap(
                byte[] before, byte[] after, RemoteBucketState state, Optional<Long> timeoutNanos) {
            CompletableFuture<Object> reply = before == null
                    ? link.eval(CREATE, keys, after, keepMillis)
                    : link.eval(SWAP, keys, before, after, keepMillis);
            return reply.thenApply(done -> Long.valueOf(1).equals(done));
        }
    }

    @Override
    protected CompareAndSwapOperation beginCompareAndSwapOperation(BucketKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected CompletableFuture<Void> removeAsync(BucketKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void removeProxy(BucketKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isAsyncModeSupported() {
        return true;
    }

    @Override
    public boolean isExpireAfterWriteSupported() {
        return false;
    }
}
