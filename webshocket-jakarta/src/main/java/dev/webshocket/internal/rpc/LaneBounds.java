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
 * @param pauses permits for holding a thread of the container
 * @param large the places of large calls
 */
public record LaneBounds(int concurrent, int waiting, int bytes, Semaphore pauses, LargeCalls large) {

    /** How long a client is held up: several short waits, of which a pause of the whole machine uses up one only. */
    private static final int WAITS = 4;

    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    // Containers have few threads for all connections, down to four: at most this many wait for a lane at a time.
    private static final int PAUSES =
            Math.max(1, Math.min(2, Runtime.getRuntime().availableProcessors() / 2));
    // Values take more memory than their bytes, and several calls have theirs at a time.
    private static final long VALUES = 8;

    /**
     * Makes the bounds of an application.
     *
     * @param concurrent at least 1
     * @param waiting at least 1
     * @param bytes at least 1; where nothing waits one message may have more
     */
    public LaneBounds(int concurrent, int waiting, int bytes) {
        this(concurrent, waiting, bytes, new Semaphore(PAUSES), LargeCalls.onHalfOfTheProcessors());
    }

    /**
     * Holds the current thread for a moment and gives its permit back. The thread has the lock of the condition.
     *
     * @param drained is signalled when the lane may have room
     * @param full tells whether it has none
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

    /** Returns how much memory the arguments of the calls beside a lane may take; those of a single one may take more. */
    long valueBytes() {
        return VALUES * bytes;
    }
}
