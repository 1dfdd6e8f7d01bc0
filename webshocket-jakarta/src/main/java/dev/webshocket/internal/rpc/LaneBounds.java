package dev.webshocket.internal.rpc;

import dev.webshocket.internal.session.Sender;
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
    private static final int WAITS = 10;

    /** How often it is delayed on, while it reads what it is sent. */
    private static final int ROUNDS = 20;

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
     * Holds the current thread for a moment, or up to 5 seconds while the client reads what it is sent, and releases its permit. The
     * thread has the lock of the condition.
     *
     * @param drained signalled when the lane may have room
     * @param full tells whether it has no room
     * @param outbound what the client is sent
     */
    void pause(Condition drained, BooleanSupplier full, Sender outbound) {
        try {
            boolean reads = true;
            for (int rounds = 0; full.getAsBoolean() && reads && rounds < ROUNDS; rounds++) {
                long queued = outbound.queuedBytes();
                pause(drained, full);
                reads = outbound.queuedBytes() < queued;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pauses.release();
        }
    }

    private static void pause(Condition drained, BooleanSupplier full) throws InterruptedException {
        for (int waits = 0; full.getAsBoolean() && waits < WAITS; waits++) {
            long left = WAIT_NANOS;
            while (full.getAsBoolean() && left > 0) {
                left = drained.awaitNanos(left);
            }
        }
    }

    /** Returns how much memory the arguments of the calls beside a lane may take; a single call may exceed it. */
    long valueBytes() {
        return VALUES * bytes;
    }
}
