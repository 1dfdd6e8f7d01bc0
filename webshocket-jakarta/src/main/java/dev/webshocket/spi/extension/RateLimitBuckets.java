package dev.webshocket.spi.extension;

import dev.webshocket.ClientConnection;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Counts the calls of methods that have a {@link dev.webshocket.RateLimit}. An application may replace the default,
 * which counts in memory, for instance to count over several servers. Implementations must be safe for use by many
 * threads.
 */
@FunctionalInterface
public interface RateLimitBuckets {

    /**
     * Makes a store that counts in this process, by {@link System#nanoTime()}.
     *
     * <p>The buckets of a connection live until the connection is garbage collected. A limit of {@link
     * dev.webshocket.Per#ENDPOINT} has one bucket, which stays. The buckets of users and addresses are removed two
     * periods after their last call. Beyond the maximum, those that were used least are removed earlier, so that their
     * callers have the whole limit again; this is logged once.
     *
     * @param maximum how many buckets of users and addresses there may be, at least 1; each takes 600 bytes at most
     *     (800 in heaps of 32 GiB or more), and what the name of a user has beyond 64 characters
     * @return an empty store, safe for use by any thread
     * @throws IllegalArgumentException if the maximum is below 1
     */
    static RateLimitBuckets inMemory(int maximum) {
        return inMemory(maximum, System::nanoTime);
    }

    /**
     * Makes a store as {@link #inMemory(int)} does, with a given clock, for tests.
     *
     * @param maximum how many buckets of users and addresses there may be, at least 1
     * @param nanoClock a monotonic clock in nanoseconds, such as {@link System#nanoTime()}
     * @return an empty store, safe for use by any thread
     * @throws IllegalArgumentException if the maximum is below 1
     */
    static RateLimitBuckets inMemory(int maximum, LongSupplier nanoClock) {
        return DefaultStores.stores().rateLimitBuckets(maximum, nanoClock);
    }

    /**
     * Takes one call from a bucket.
     *
     * <p>The thread that will run the call calls this method when the call leaves its connection's queue. It must not
     * block: for {@link dev.webshocket.NonBlocking} methods it is the container's thread. Until the stage completes,
     * the call and those behind it wait. If the stage fails, the call is answered with {@link
     * dev.webshocket.packet.RpcErrorCode#RPC_INTERNAL_ERROR}.
     *
     * @param key identifies the bucket; a missing one is created full
     * @param rate the rate of the bucket, always the same for one key
     * @param connection the connection of the call; a bucket of {@link dev.webshocket.Per#CONNECTION} ends with it
     * @return completes with whether a call was left, and if not, when one will be
     */
    CompletionStage<RateLimitOutcome> tryTake(RateLimitKey key, RateLimitRate rate, ClientConnection connection);
}
