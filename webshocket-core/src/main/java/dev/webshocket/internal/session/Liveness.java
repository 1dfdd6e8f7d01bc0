package dev.webshocket.internal.session;

/**
 * Decides when to ping the other side, and when it counts as dead. The link's thread reports signs of life, and the timer's
 * thread checks. A race between them costs one ping at most.
 */
final class Liveness {

    private volatile boolean heard;
    private long lastPing;
    /** How many pings have been sent since the last sign of life. */
    private int unanswered;

    /**
     * Starts the interval of the first ping.
     *
     * @param now nanoseconds
     */
    Liveness(long now) {
        this.lastPing = now;
    }

    /** Records a sign of life. */
    void heard() {
        // Read first: a write for each message would move the cache line between processors.
        if (!heard) {
            heard = true;
        }
    }

    /** The next action. */
    enum Due {
        NOTHING,
        PING,
        GONE
    }

    /**
     * Returns the next action. For the timer's thread only.
     *
     * @param intervalNanos how often to ping, zero for never
     * @param pingWaits whether the last ping has yet to be sent; the interval begins when it is
     * @param missable how many pings in a row may stay unanswered before the other side counts as dead
     */
    Due check(long now, boolean pingWaits, long intervalNanos, int missable) {
        if (pingWaits) {
            lastPing = now;
            return Due.NOTHING;
        }
        if (intervalNanos == 0 || now - lastPing < intervalNanos) {
            return Due.NOTHING;
        }
        lastPing = now;
        if (heard) {
            heard = false;
            unanswered = 0;
        }
        return unanswered++ < missable ? Due.PING : Due.GONE;
    }
}
