package dev.webshocket.spi.extension;

import java.time.Duration;
import java.util.Objects;

/**
 * The outcome of {@link RateLimitBuckets#tryTake}.
 *
 * @param taken whether a call was left in the bucket
 * @param retryAfter if none was left, the time until one is, for the answer to the caller; zero if it is unknown
 */
public record RateLimitOutcome(boolean taken, Duration retryAfter) {

    /** A call was left. */
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
     * Makes the outcome for an exhausted bucket.
     *
     * @param retryAfter the time until a call is left again; zero if it is unknown
     * @return the outcome
     */
    public static RateLimitOutcome exceeded(Duration retryAfter) {
        return new RateLimitOutcome(false, retryAfter);
    }
}
