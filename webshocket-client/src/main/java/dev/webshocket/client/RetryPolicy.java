package dev.webshocket.client;

import dev.webshocket.internal.settings.Bounds;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a client retries when it cannot connect or has lost its connection. Immutable.
 *
 * <p>Before the n-th retry in a row the client waits {@code firstDelay} × {@code factor}ⁿ⁻¹, at most {@code maxDelay}.
 * With jitter it waits a random time between zero and that, so that the clients of a restarted server do not all
 * reconnect at once. The count restarts once a connection has lasted longer than the last of these delays.
 *
 * <p>If a server closes with {@code retry-after=SECONDS} in the reason, the client waits at least that long. With
 * jitter a random time is added, from a range at least as long as the hint.
 *
 * @param firstDelay the delay before the first retry; more than zero
 * @param factor multiplies each delay to give the next; at least 1
 * @param maxDelay the longest delay; at least {@code firstDelay}
 * @param jitter whether delays are random, between zero and their full length
 * @param retries the number of retries in a row before giving up; {@link #FOREVER} for no limit
 * @param total the time from the first failure to giving up; zero for no limit
 * @param whenDown whether calls made meanwhile wait or fail
 * @param finalCodes the close codes after which the client does not reconnect, by default 1000 (the server's
 *     application closed the connection), 1008 (the server refused the client) and 4401 (the server refused its credential)
 */
public record RetryPolicy(
        Duration firstDelay,
        double factor,
        Duration maxDelay,
        boolean jitter,
        int retries,
        Duration total,
        WhenDown whenDown,
        Set<Integer> finalCodes) {

    /** Unlimited retries. */
    public static final int FOREVER = Integer.MAX_VALUE;

    private static final RetryPolicy DEFAULTS = new RetryPolicy(
            Duration.ofMillis(500),
            2,
            Duration.ofSeconds(20),
            true,
            FOREVER,
            Duration.ZERO,
            WhenDown.WAIT,
            Set.of(1000, 1008, 4401));

    /**
     * Creates a policy; {@link #builder} is easier to read.
     *
     * @throws IllegalArgumentException if a component is out of its range
     */
    public RetryPolicy {
        require(!firstDelay.isNegative() && !firstDelay.isZero(), "firstDelay must be more than zero");
        require(factor >= 1 && Double.isFinite(factor), "factor must be at least 1");
        require(maxDelay.compareTo(firstDelay) >= 0, "maxDelay must be at least firstDelay");
        require(retries >= 0, "retries must not be negative");
        require(!total.isNegative(), "total must not be negative");
        firstDelay = Bounds.capped(firstDelay);
        maxDelay = Bounds.capped(maxDelay);
        total = Bounds.capped(total);
        Objects.requireNonNull(whenDown, "whenDown");
        finalCodes = Set.copyOf(finalCodes);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /**
     * Returns the default policy: 0.5 s, doubling up to 20 s, with jitter, without limit; calls wait.
     *
     * @return the default policy
     */
    public static RetryPolicy defaults() {
        return DEFAULTS;
    }

    /**
     * Returns the policy of a client that never retries.
     *
     * @return a policy without retries
     */
    public static RetryPolicy none() {
        return builder().retries(0).build();
    }

    /**
     * Returns the policy that the original client's {@code max_retry_attempt} and {@code retry_interval} describe.
     *
     * @param retries the number of retries in a row
     * @param interval the delay before the first retry; it doubles up to 20 s, or stays constant if it is longer
     * @return a policy with jitter
     */
    public static RetryPolicy of(int retries, Duration interval) {
        Duration longest = DEFAULTS.maxDelay.compareTo(interval) > 0 ? DEFAULTS.maxDelay : interval;
        return builder().retries(retries).firstDelay(interval).maxDelay(longest).build();
    }

    /**
     * Starts with the default policy.
     *
     * @return a builder, for one thread
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a policy. */
    public static final class Builder {

        private Duration firstDelay = DEFAULTS.firstDelay;
        private double factor = DEFAULTS.factor;
        private Duration maxDelay = DEFAULTS.maxDelay;
        private boolean jitter = DEFAULTS.jitter;
        private int retries = DEFAULTS.retries;
        private Duration total = DEFAULTS.total;
        private WhenDown whenDown = DEFAULTS.whenDown;
        private Set<Integer> finalCodes = DEFAULTS.finalCodes;

        private Builder() {}

        /**
         * Sets the delay before the first retry.
         *
         * @param delay more than zero; default 0.5 s
         * @return this
         */
        public Builder firstDelay(Duration delay) {
            firstDelay = Objects.requireNonNull(delay, "delay");
            return this;
        }

        /**
         * Sets the factor that multiplies each delay to give the next.
         *
         * @param factor at least 1; default 2
         * @return this
         */
        public Builder factor(double factor) {
            this.factor = factor;
            return this;
        }

        /**
         * Sets the longest delay.
         *
         * @param delay at least the first delay; default 20 s
         * @return this
         */
        public Builder maxDelay(Duration delay) {
            maxDelay = Objects.requireNonNull(delay, "delay");
            return this;
        }

        /**
         * Sets whether delays are random, between zero and their full length.
         *
         * @param jitter default true
         * @return this
         */
        public Builder jitter(boolean jitter) {
            this.jitter = jitter;
            return this;
        }

        /**
         * Sets the number of retries in a row before giving up.
         *
         * @param retries 0 for none; default {@link #FOREVER}
         * @return this
         */
        public Builder retries(int retries) {
            this.retries = retries;
            return this;
        }

        /**
         * Sets how long to retry before giving up.
         *
         * @param total counted from the first failure; default zero, for no limit
         * @return this
         */
        public Builder total(Duration total) {
            this.total = Objects.requireNonNull(total, "total");
            return this;
        }

        /**
         * Sets whether calls wait or fail while the connection is lost.
         *
         * @param whenDown default {@link WhenDown#WAIT}
         * @return this
         */
        public Builder whenDown(WhenDown whenDown) {
            this.whenDown = whenDown;
            return this;
        }

        /**
         * Sets the close codes after which the client does not reconnect, instead of 1000, 1008 and 4401.
         *
         * @param codes WebSocket close codes
         * @return this
         */
        public Builder finalCodes(int... codes) {
            finalCodes = Arrays.stream(codes).boxed().collect(Collectors.toUnmodifiableSet());
            return this;
        }

        /**
         * Builds the policy.
         *
         * @return an immutable policy
         * @throws IllegalArgumentException if a value is out of its range
         */
        public RetryPolicy build() {
            return new RetryPolicy(firstDelay, factor, maxDelay, jitter, retries, total, whenDown, finalCodes);
        }
    }
}
