package dev.webshocket.internal.rpc;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;

/**
 * The bounds of the lanes of one application, which share them. Immutable, except the permits and places.
 *
 * @param concurrent how many calls of a connection run beside its lane
 * @param waiting how many calls of a connection wait
 * @param bytes how many bytes the messages of waiting calls have
 * @param pauses permits to hold a thread of the container
 * @param large the places of large calls
 */
public record LaneBounds(int concurrent, int waiting, int bytes, Semaphore pauses, LargeCalls large) {

    /** How long a client is delayed: several short waits, of which a pause of the whole machine uses up only one. */
    private static final int WAITS = 4;

    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    // Containers have few threads for all connections, down to four: at most this many wait for a lane at a time.
    private static final int PAUSES =
            Math.max(1, Math.min(2, Runtime.getRuntime().availableProcessors() / 2));
    // Values take more memory than their bytes, and several calls have values at the same time.
    private static final long VALUES = 8;

    /**
     * Makes the bounds of an application.
     *
     * @param concurrent at least 1
     * @param waiting at least 1
     * @param bytes at least 1; if no call waits, one message may have more
     */
    public LaneBounds(int concurrent, int waiting, int bytes) {
        this(concurrent, waiting, bytes, new Semaphore(PAUSES), LargeCalls.onHalfOfTheProcessors());
    }

    /**
     * Holds the current thread for a moment and releases its permit. The thread has the lock of the condition.
     *
     * @param drained signalled when the lane may have room
     * @param full tells whether it has no room
     */
    void pause(Condition drained, BooleanSupplier full) {
        try {
            for (int waits = 0; full.getAsBoolean() && waits < WAITS; waits++) {
                long left = WAIT_NANOS;
                while (full.getAsBoolean() && left > 0) {
                    left = drained.awaitNanos(left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pauses.release();
        }
    }

    /** Returns how much memory the arguments of the calls beside a lane may take; a single call may exceed it. */
    long valueBytes() {
        return VALUES * bytes;
    }
}
