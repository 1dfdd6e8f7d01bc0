package dev.webshocket.internal.session;

/**
 * Whether the other side still answers. The link's thread reports signs of life, the timer's thread asks; both may race,
 * which at worst costs one ping more.
 */
final class Liveness {

    private volatile boolean heard;
    private long lastPing;
    /** How many pings have been sent since the last sign of life. */
    private int unanswered;

    /**
     * Begins to watch.
     *
     * @param now nanoseconds
     */
    Liveness(long now) {
        this.lastPing = now;
    }

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
     * @param pingWaits whether the last ping waits behind what the other side is slow to read; its time begins when it has gone
     * @param missable after how many unanswered pings in a row it is gone, when the next would be due
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
