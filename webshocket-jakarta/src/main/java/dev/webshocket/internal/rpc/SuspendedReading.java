package dev.webshocket.internal.rpc;

import dev.webshocket.internal.session.Reading;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * Stops reading from a client whose lane is full, until half of the lane has drained, so that TCP slows the client down while
 * no thread waits. The message that fills the lane is accepted, whatever its length.
 *
 * <p>A client must be able to cancel a call that does not end. So if no task ends for a second, the connection is read again,
 * and messages without room are refused until a task ends.
 */
final class SuspendedReading implements Backpressure {

    /** How long no task of a full lane may end before messages are refused. */
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private enum State {
        READING,
        /** The lane is full, and its tasks end. */
        SUSPENDED,
        /** The lane is full, and no task ends. */
        REFUSING
    }

    private static final AtomicIntegerFieldUpdater<SuspendedReading> UNTOLD =
            AtomicIntegerFieldUpdater.newUpdater(SuspendedReading.class, "untold");

    private final Reading reading;
    private final WaitingTasks waiting;
    private State state = State.READING;

    /**
     * The change that the link has not been told: 1 to suspend, -1 to resume, else 0. Changed under the lock, and reset
     * without it.
     */
    private volatile int untold;

    // While reading is suspended.
    private boolean progressed;
    private long standsStillSince;
    private int checks;

    SuspendedReading(Reading reading, WaitingTasks waiting) {
        this.reading = reading;
        this.waiting = waiting;
    }

    @Override
    public boolean admits(int size) {
        // Another thread may be resuming the link, so that it stops only some messages later.
        boolean full = state == State.SUSPENDED ? waiting.isOverfull() : waiting.isExhausted();
        return !full && waiting.hasMemory(size);
    }

    @Override
    public void added() {
        if (state == State.READING && waiting.isExhausted()) {
            suspend();
        }
    }

    @Override
    public void progressed() {
        progressed = true;
        if (state == State.READING) {
            return;
        }
        if (waiting.hasDrained()) {
            resume(State.READING);
        } else if (state == State.REFUSING) {
            suspend();
        }
    }

    @Override
    public void check(long now) {
        if (progressed) {
            progressed = false;
            standsStillSince = now;
            checks = 0;
        } else if (state == State.SUSPENDED && ++checks > 1 && now - standsStillSince >= PATIENCE_NANOS) {
            // Not at the first check, because the whole machine may have paused before it.
            resume(State.REFUSING);
        }
    }

    private void suspend() {
        state = State.SUSPENDED;
        // The time begins with the next check.
        progressed = true;
        UNTOLD.incrementAndGet(this);
    }

    private void resume(State next) {
        if (state == State.SUSPENDED) {
            UNTOLD.decrementAndGet(this);
        }
        state = next;
    }

    /** Two threads may call the link in either order: it counts the calls. */
    @Override
    public void apply() {
        if (untold == 0) {
            return;
        }
        int change = UNTOLD.getAndSet(this, 0);
        if (change > 0) {
            reading.suspend();
        } else if (change < 0) {
            reading.resume();
        }
    }
}
