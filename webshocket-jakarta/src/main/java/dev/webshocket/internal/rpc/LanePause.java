package dev.webshocket.internal.rpc;

import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;

/**
 * Holds up the container's thread for a moment where a lane is full, so that a client that sends faster than its calls run
 * is slowed down by TCP rather than refused. A lane in which nothing has ended since is not waited for again. Guarded by the
 * lane's lock.
 */
final class LanePause {

    private final LaneBounds bounds;
    /** Of the lane's lock. */
    private final Condition drained;
    /** Whether a task has ended since the last time that the container was held up. */
    private boolean progressed = true;

    LanePause(LaneBounds bounds, Condition drained) {
        this.bounds = bounds;
        this.drained = drained;
    }

    /** Takes note that a task has ended. */
    void progressed() {
        progressed = true;
    }

    /** Lets the thread that is held up look again. */
    void end() {
        drained.signalAll();
    }

    /**
     * Waits for room, if that makes sense.
     *
     * @param full tells whether there is still none, and something to be waited for
     * @return whether that is over
     */
    boolean await(BooleanSupplier full) {
        if (!progressed || !bounds.pauses().tryAcquire()) {
            return false;
        }
        progressed = false;
        bounds.pause(drained, full);
        return !full.getAsBoolean();
    }
}
