package dev.webshocket.internal.rpc;

import dev.webshocket.internal.session.Sender;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds the container's thread for a moment while a lane is full, so that TCP slows the client down: for containers that
 * cannot stop reading; longer while the client reads its answers, for which the lane may wait. It does not wait again for a lane in
 * which no task has ended since.
 */
final class HeldThread implements Backpressure {

    private final LaneBounds bounds;
    private final WaitingTasks waiting;
    private final Sender outbound;
    private final ReentrantLock lock;
    /** Made with the first wait. */
    private Condition drained;
    /** Whether a task has ended since a thread was last held. */
    private boolean progressed = true;

    /**
     * Makes the back-pressure of a lane.
     *
     * @param outbound the connection's queue; while it is full, no call starts
     * @param lock of the lane
     */
    HeldThread(LaneBounds bounds, WaitingTasks waiting, Sender outbound, ReentrantLock lock) {
        this.bounds = bounds;
        this.outbound = outbound;
        this.waiting = waiting;
        this.lock = lock;
    }

    @Override
    public boolean admits(int size) {
        if (!waiting.isFull(size)) {
            return true;
        }
        if (!progressed || !bounds.pauses().tryAcquire()) {
            return false;
        }
        progressed = false;
        if (drained == null) {
            drained = lock.newCondition();
        }
        bounds.pause(drained, () -> waiting.isFull(size), outbound);
        return !waiting.isFull(size);
    }

    @Override
    public void added() {
        // The next message checks it.
    }

    @Override
    public void progressed() {
        progressed = true;
        if (drained != null && (waiting.isEmpty() || waiting.hasSomeRoom())) {
            drained.signalAll();
        }
    }

    @Override
    public void check(long now) {
        // No thread is held for long.
    }

    @Override
    public void apply() {
        // The link cannot stop reading.
    }
}
