package dev.webshocket.client;

import dev.webshocket.internal.settings.Bounds;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a client tries again, when it cannot connect and when it has lost its connection. Immutable.
 *
 * <p>Before the n-th retry in a row the client waits for {@code firstDelay} × {@code factor}ⁿ⁻¹, but for {@code maxDelay}
 * at most; with jitter, for a random time between nothing and that, so that the clients of a server that comes back do not
 * all come at once. Retries are counted anew once a connection has lasted longer than the last of these delays.
 *
 * <p>A server that closes with a hint of the form {@code retry-after=SECONDS} in the reason is left alone for at least so
 * long. With jitter the random time comes on top, out of a range that is at least as long as the hint.
 *
 * @param firstDelay the delay before the first retry; more than zero
 * @param factor what each delay is multiplied by for the next; at least 1
 * @param maxDelay the longest delay; at least {@code firstDelay}
 * @param jitter whether delays are random, between nothing and their full length
 * @param retries how often to try again in a row before giving up; {@link #FOREVER} for no end
 * @param total for how long to try again, from the first failure on, before giving up; zero for no end
 * @param whenDown what becomes of calls made meanwhile
 * @param finalCodes the close codes after which the client does not come back, by default 1000 (the server's application
 *     has ended the connection) and 1008 (it has turned the client away)
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

    /** The number of retries that never ends. */
    public static final int FOREVER = Integer.MAX_VALUE;

    private static final RetryPolicy DEFAULTS = new RetryPolicy(
            Duration.ofMillis(500),
            2,
            Duration.ofSeconds(20),
            true,
            FOREVER,
            Duration.ZERO,
            WhenDown.WAIT,
            Set.of(1000, 1008));

    /**
     * Makes a policy; {@link #builder} reads better.
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
     * Returns the policy of a client that comes back: 0.5 s, doubling to 20 s, with jitter, for ever; calls wait.
     *
     * @return the defaults
     */
    public static RetryPolicy defaults() {
        return DEFAULTS;
    }

    /**
     * Returns the policy of a client that never tries again.
     *
     * @return a policy without retries
     */
    public static RetryPolicy none() {
        return builder().retries(0).build();
    }

    /**
     * Returns a policy as the original client's {@code max_retry_attempt} and {@code retry_interval} say.
     *
     * @param retries how often to try again in a row
     * @param interval the delay before the first retry, which doubles up to 20 s, or stays where it is longer than that
     * @return a policy with jitter
     */
    public static RetryPolicy of(int retries, Duration interval) {
        Duration longest = DEFAULTS.maxDelay.compareTo(interval) > 0 ? DEFAULTS.maxDelay : interval;
        return builder().retries(retries).firstDelay(interval).maxDelay(longest).build();
    }

    /**
     * Begins a policy with the defaults.
     *
     * @return a builder, for one thread
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects a policy. */
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
         * Sets what each delay is multiplied by for the next.
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
         * Sets whether delays are random, between nothing and their full length.
         *
         * @param jitter default true
         * @return this
         */
        public Builder jitter(boolean jitter) {
            this.jitter = jitter;
            return this;
        }

        /**
         * Sets how often to try again in a row before giving up.
         *
         * @param retries 0 for never; default {@link #FOREVER}
         * @return this
         */
        public Builder retries(int retries) {
            this.retries = retries;
            return this;
        }

        /**
         * Sets for how long to try again before giving up.
         *
         * @param total from the first failure on; default zero, for no end
         * @return this
         */
        public Builder total(Duration total) {
            this.total = Objects.requireNonNull(total, "total");
            return this;
        }

        /**
         * Sets what becomes of calls that are made while the connection is lost.
         *
         * @param whenDown default {@link WhenDown#WAIT}
         * @return this
         */
        public Builder whenDown(WhenDown whenDown) {
            this.whenDown = whenDown;
            return this;
        }

        /**
         * Sets after which close codes the client does not come back, in place of 1000 and 1008.
         *
         * @param codes WebSocket close codes
         * @return this
         */
        public Builder finalCodes(int... codes) {
            finalCodes = Arrays.stream(codes).boxed().collect(Collectors.toUnmodifiableSet());
            return this;
        }

        /**
         * Makes the policy.
         *
         * @return an immutable policy
         * @throws IllegalArgumentException if something is out of its range
         */
        public RetryPolicy build() {
            return new RetryPolicy(firstDelay, factor, maxDelay, jitter, retries, total, whenDown, finalCodes);
        }
    }
}
