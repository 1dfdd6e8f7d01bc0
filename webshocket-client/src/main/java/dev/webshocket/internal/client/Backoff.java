package dev.webshocket.internal.client;

import dev.webshocket.client.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Computes the delay before each retry. For one thread at a time, under the lock of its {@link Reconnector}. */
final class Backoff {

    private final RetryPolicy policy;
    private final DoubleSupplier random;
    private final LongSupplier nanoClock;

    private int retries;
    private long firstFailure;
    private double lastCeiling;
    private boolean connected;
    private long connectedSince;

    /** Starts with no retries made. */
    Backoff(RetryPolicy policy) {
        this(policy, () -> ThreadLocalRandom.current().nextDouble(), System::nanoTime);
    }

    /**
     * Starts with no retries made.
     *
     * @param policy the retries
     * @param random gives numbers from 0 to 1
     * @param nanoClock nanoseconds since any moment
     */
    Backoff(RetryPolicy policy, DoubleSupplier random, LongSupplier nanoClock) {
        this.policy = policy;
        this.random = random;
        this.nanoClock = nanoClock;
    }

    /** Records that the client is connected. */
    void connected() {
        connected = true;
        connectedSince = nanoClock.getAsLong();
    }

    /** Tells whether the policy forbids a retry after this close code of the server. */
    boolean isFinal(int closeCode) {
        return policy.finalCodes().contains(closeCode);
    }

    /**
     * Records a failed attempt or the end of a connection.
     *
     * @param hint the shortest delay that the server requested
     * @return the delay before the next attempt; empty for no further attempt
     */
    Optional<Duration> next(Duration hint) {
        long now = nanoClock.getAsLong();
        // A connection that ends at once is not a success: the server may refuse every client.
        if (connected && now - connectedSince > lastCeiling) {
            retries = 0;
        }
        connected = false;
        if (retries == 0) {
            firstFailure = now;
        }
        long left = policy.total().isZero() ? Long.MAX_VALUE : policy.total().toNanos() - (now - firstFailure);
        if (retries >= policy.retries() || left <= 0) {
            return Optional.empty();
        }
        double grown = policy.firstDelay().toNanos() * Math.pow(policy.factor(), retries);
        lastCeiling = Math.max(Math.min(grown, (double) policy.maxDelay().toNanos()), (double) hint.toNanos());
        if (retries < RetryPolicy.FOREVER - 1) {
            retries++;
        }
        double delay = policy.jitter() ? hint.toNanos() + random.getAsDouble() * lastCeiling : lastCeiling;
        return Optional.of(Duration.ofNanos(Math.min((long) delay, left)));
    }
}
