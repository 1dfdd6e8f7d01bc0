package dev.webshocket.internal.bridge;

/**
 * Whether a client still answers. The container's thread reports signs of life, the timer's thread asks; both may race,
 * which at worst costs the client one ping more.
 */
final class Liveness {

    private volatile boolean heard;
    private long lastPing = System.nanoTime();
    private int missed;

    /** Takes note of a sign of life. */
    void heard() {
        // Read first: writing a shared line for every message would cost more than it tells.
        if (!heard) {
            heard = true;
        }
    }

    /** What to do now. */
    enum Due {
        NOTHING,
        PING,
        GONE
    }

    /**
     * Decides what is due. For the timer's thread only.
     *
     * @param intervalNanos how often to ping, zero for never
     * @param missable how many pings in a row may stay unanswered
     */
    Due check(long now, long intervalNanos, int missable) {
        if (intervalNanos == 0 || now - lastPing < intervalNanos) {
            return Due.NOTHING;
        }
        lastPing = now;
        missed = heard ? 0 : missed + 1;
        heard = false;
        return missed > missable ? Due.GONE : Due.PING;
    }
}
