package dev.webshocket.spi;

import dev.webshocket.ClientConnection;
import java.util.concurrent.CompletionStage;

/**
 * Counts the calls of methods with a {@link dev.webshocket.RateLimit}. An application may replace the default, which
 * counts in memory, for instance to count over several servers. Used by many threads at the same time.
 */
@FunctionalInterface
public interface RateLimitBuckets {

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
