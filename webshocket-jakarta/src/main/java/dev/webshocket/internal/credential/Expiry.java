package dev.webshocket.internal.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The end of a credential, on the monotonic clock, so that it does not move when the system's time is set: section "Credentials"
 * of the wire protocol. Immutable.
 *
 * @param ends whether it ends at all
 * @param endNanos when it ends, in nanoseconds
 */
public record Expiry(boolean ends, long endNanos) {

    /** How long a session may go on beyond the end of its credential. */
    public static final Duration GRACE = Duration.ofSeconds(25);

    /** Of a credential that does not end. */
    public static final Expiry NEVER = new Expiry(false, 0);

    /** A later end counts as none: nanoseconds in a {@code long} reach 292 years. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /**
     * Takes the end of a credential.
     *
     * @param end null for never
     * @param now the system's time
     * @param nowNanos the monotonic clock's
     */
    public static Expiry of(Instant end, Instant now, long nowNanos) {
        if (end == null) {
            return NEVER;
        }
        Duration left = Duration.between(now, end);
        if (left.compareTo(LONGEST) > 0) {
            return NEVER;
        }
        Duration bounded = left.compareTo(LONGEST.negated()) < 0 ? LONGEST.negated() : left;
        return new Expiry(true, nowNanos + bounded.toNanos());
    }

    /** Returns the whole seconds that are left, at least 0; null if it does not end. */
    public Long secondsLeft(long nowNanos) {
        return ends ? Math.max(0, TimeUnit.NANOSECONDS.toSeconds(endNanos - nowNanos)) : null;
    }

    /** Tells whether the credential has ended. */
    public boolean hasEnded(long nowNanos) {
        return ends && nowNanos - endNanos >= 0;
    }

    /** Tells whether the session must end, because the grace is over too. */
    public boolean isOver(long nowNanos) {
        return ends && nowNanos - endNanos >= GRACE.toNanos();
    }
}
