package dev.webshocket.spi.extension;

import java.time.Duration;
import java.util.Objects;

/**
 * What became of taking a call out of a bucket.
 *
 * @param taken whether there was one left
 * @param retryAfter where there was none, how long until there is one again, which the caller is told; zero where that is not
 *     known
 */
public record RateLimitOutcome(boolean taken, Duration retryAfter) {

    /** There was one left. */
    public static final RateLimitOutcome TAKEN = new RateLimitOutcome(true, Duration.ZERO);

    /**
     * Makes an outcome.
     *
     * @throws NullPointerException if {@code retryAfter} is null
     */
    public RateLimitOutcome {
        Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /**
     * Says that there was none left.
     *
     * @param retryAfter how long until there is one again, zero where that is not known
     * @return the outcome
     */
    public static RateLimitOutcome exceeded(Duration retryAfter) {
        return new RateLimitOutcome(false, retryAfter);
    }
}
