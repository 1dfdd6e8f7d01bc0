package dev.webshocket.internal.rpc;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;

/**
 * How much the lanes of one application may take on. Shared by all of them; immutable but for the permits and places.
 *
 * @param concurrent how many calls of a connection run beside its lane
 * @param waiting how many calls of a connection wait
 * @param bytes how many bytes those that wait came in
 * @param pauses permits for holding up a thread of the container
 * @param large the places of large calls
 */
public record LaneBounds(int concurrent, int waiting, int bytes, Semaphore pauses, LargeCalls large) {

    /** How long a client is held up: several short waits, of which a pause of the whole machine uses up one only. */
    private static final int WAITS = 4;

    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    // Containers have few threads for all connections, down to four, and the embedded server reads as many that send
    // much as
    // it has processors: at most this many wait for a lane at a time.
    private static final int PAUSES =
            Math.max(1, Math.min(2, Runtime.getRuntime().availableProcessors() / 2));
    // Values take more than the bytes that they are made of, and those of several calls are there at a time.
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
     * Holds up the current thread for a moment and gives its permit back. For who holds the lock of the condition.
     *
     * @param drained is signalled when it may have become false that the lane is full
     * @param full tells whether it is
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
