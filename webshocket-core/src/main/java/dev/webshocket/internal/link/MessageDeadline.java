package dev.webshocket.internal.link;

import java.util.concurrent.TimeUnit;

/**
 * Whether a message takes too long from its first part to its last. The container's thread reports parts, the timer's
 * thread asks; neither waits for the other.
 */
public final class MessageDeadline {

    /** More than lies between two checks, unless the whole machine pauses, which the client is not to pay for. */
    private static final long LONGEST_STEP = TimeUnit.SECONDS.toNanos(2);

    /** How many messages in several parts there have been; for the container's thread. */
    private int count;
    /** Which of them is unfinished; zero while none is. */
    private volatile int unfinished;

    // For the timer's thread.
    private int watched;
    private long waited;
    private long checked = System.nanoTime();

    /** Takes note of a part. */
    public void part(boolean last) {
        if (last) {
            // Read first: writing a volatile for every message would cost more than it tells.
            if (unfinished != 0) {
                unfinished = 0;
            }
        } else if (unfinished == 0) {
            count = Math.max(1, count + 1);
            unfinished = count;
        }
    }

    /**
     * Tells whether the same message has been unfinished for so long. To be asked at least each second.
     *
     * @param now nanoseconds
     */
    public boolean isOver(long now, long timeoutNanos) {
        long step = Math.min(now - checked, LONGEST_STEP);
        checked = now;
        int current = unfinished;
        if (current == 0 || current != watched) {
            watched = current;
            waited = 0;
            return false;
        }
        waited += step;
        return waited >= timeoutNanos;
    }
}
