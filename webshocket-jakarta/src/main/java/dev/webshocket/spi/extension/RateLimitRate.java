package dev.webshocket.spi.extension;

import java.time.Duration;

/**
 * How many calls a bucket allows.
 *
 * @param limit the calls in a window, at least 1
 * @param period the length of a window, more than zero and at most 365 days
 */
public record RateLimitRate(int limit, Duration period) {}
