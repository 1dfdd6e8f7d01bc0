package dev.webshocket.internal.rpc;

import dev.webshocket.internal.session.Reading;
import dev.webshocket.internal.session.Sender;
import java.util.concurrent.locks.ReentrantLock;

/** Slows a client down that sends faster than its calls run. Guarded by the lane's lock, except {@link #apply}. */
interface Backpressure {

    /** Creates the form that the link supports: if it can stop reading, no thread waits. */
    static Backpressure of(
            Reading reading, LaneBounds bounds, WaitingTasks waiting, Sender outbound, ReentrantLock lock) {
        return reading.canSuspend()
                ? new SuspendedReading(reading, waiting)
                : new HeldThread(bounds, waiting, outbound, lock);
    }

    /**
     * Tells whether there is room for a message. The current thread, which received it, may wait for room for a moment,
     * without the lock.
     *
     * @param size of the message in bytes; zero for a task without one
     */
    boolean admits(int size);

    /** A task has been added. */
    void added();

    /** A task has ended, or has been removed. */
    void progressed();

    /**
     * Checks a lane that stays full. For the timer's thread, at least each second.
     *
     * @param now nanoseconds
     */
    void check(long now);

    /** Passes the decision to the link. For any thread, without the lock. */
    void apply();
}
