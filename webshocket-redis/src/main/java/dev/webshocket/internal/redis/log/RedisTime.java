package dev.webshocket.internal.redis.log;

import java.util.concurrent.TimeUnit;

/**
 * Tells what the clock of Redis will show, so that a script can refuse to run too late. It is estimated from the replies of scripts, and
 * is never ahead of that clock by more than a reply takes. Safe for use by any thread.
 */
final class RedisTime {

    private static final long LONGEST_REPLY = TimeUnit.MILLISECONDS.toNanos(500);

    /** The time of Redis when {@link System#nanoTime} is 0, in milliseconds since 1970; 0 if it is not known. */
    private volatile long zero;

    /**
     * Learns the time of Redis.
     *
     * @param sent when the script was sent, by {@link System#nanoTime}
     * @param millis the time of Redis when the script ran
     */
    void heard(long sent, long millis) {
        long now = System.nanoTime();
        if (zero == 0 || now - sent < LONGEST_REPLY) {
            zero = millis - TimeUnit.NANOSECONDS.toMillis(now);
        }
    }

    /** Returns the time of Redis at a time of {@link System#nanoTime}; 0 if it is not known. */
    long at(long nanos) {
        return zero == 0 ? 0 : zero + TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
