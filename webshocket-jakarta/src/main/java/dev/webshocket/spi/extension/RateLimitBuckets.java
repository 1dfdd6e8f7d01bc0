package dev.webshocket.spi.extension;

import dev.webshocket.ClientConnection;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Counts the calls of methods with a {@link dev.webshocket.RateLimit}. An application may replace the default, which
 * counts in memory, for instance to count over several servers. Used by many threads at the same time.
 */
@FunctionalInterface
public interface RateLimitBuckets {

    /**
     * Makes a store that counts in this process, by {@link System#nanoTime()}.
     *
     * <p>The buckets of a connection are there until it is garbage; those that all callers share are one for each limit and
     * stay. The buckets of users and addresses are forgotten two periods after their last call. Beyond the maximum the least
     * used of them are forgotten before their time, so that their callers have their whole limit again; the log tells of it
     * once.
     *
     * @param maximum how many buckets of users and addresses there may be, at least 1; each takes 600 bytes at most (800 in
     *     heaps of 32 GiB or more), and what the name of a user has beyond 64 characters
     * @return an empty store, safe for use by any thread
     * @throws IllegalArgumentException if there may be none, which would leave users and addresses without limits
     */
    static RateLimitBuckets inMemory(int maximum) {
        return inMemory(maximum, System::nanoTime);
    }

    /**
     * Makes a store as {@link #inMemory(int)} does, with a clock of its own, which a test can set.
     *
     * @param maximum how many buckets of users and addresses there may be, at least 1
     * @param nanoClock the time in nanoseconds since any moment; it never goes back
     * @return an empty store, safe for use by any thread
     * @throws IllegalArgumentException if there may be none
     */
    static RateLimitBuckets inMemory(int maximum, LongSupplier nanoClock) {
        return InMemory.stores().rateLimitBuckets(maximum, nanoClock);
    }

    /**
     * Takes one call out of a bucket.
     *
     * <p>Called when the turn of the call has come, by the thread that is about to run it, which is the container's
     * for {@link dev.webshocket.NonBlocking} methods, and so must not block. Where the answer is not there when this
     * returns, the call waits for it in its place among the calls of its connection, which it holds up; a stage that
     * fails fails the call with {@link dev.webshocket.packet.RpcErrorCode#RPC_INTERNAL_ERROR}.
     *
     * @param key the bucket, which is made full where there is none
     * @param rate what the bucket lets through, the same for a key at each call
     * @param connection whose call it is; of {@link dev.webshocket.Per#CONNECTION} the bucket ends with it
     * @return whether there was one left, and if not when there will be
     */
    CompletionStage<RateLimitOutcome> tryTake(RateLimitKey key, RateLimitRate rate, ClientConnection connection);
}
