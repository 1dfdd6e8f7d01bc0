package dev.webshocket.internal.link;

import java.util.concurrent.TimeUnit;

/**
 * Measures how long a message takes from its first part to its last. The container's thread reports parts, and the timer's thread
 * checks; neither waits for the other.
 */
public final class MessageDeadline {

    /** Longer than the time between two checks, unless the whole machine pauses, which must not count against the client. */
    private static final long LONGEST_STEP = TimeUnit.SECONDS.toNanos(2);

    /** How many messages in several parts there have been; for the container's thread. */
    private int count;
    /** The number of the unfinished message; zero for none. */
    private volatile int unfinished;

    // For the timer's thread.
    private int watched;
    private long waited;
    private long checked = System.nanoTime();

    /** Records a part. */
    public void part(boolean last) {
        if (last) {
            // Read first: a volatile write for each message would cost more.
            if (unfinished != 0) {
                unfinished = 0;
            }
        } else if (unfinished == 0) {
            count = Math.max(1, count + 1);
            unfinished = count;
        }
    }

    /** Tells whether a message is unfinished. */
    boolean isRunning() {
        return unfinished != 0;
    }

    /**
     * Tells whether the same message has been unfinished for so long. Called at least each second.
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
