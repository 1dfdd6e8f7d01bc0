package dev.webshocket.internal.rpc;

import dev.webshocket.internal.session.Reading;
import java.util.concurrent.locks.ReentrantLock;

/** Slows a client down that sends faster than its calls run. Guarded by the lane's lock, except {@link #apply}. */
interface Backpressure {

    /** Makes the form that a connection allows: where the link can stop reading no thread waits. */
    static Backpressure of(Reading reading, LaneBounds bounds, WaitingTasks waiting, ReentrantLock lock) {
        return reading.canSuspend() ? new SuspendedReading(reading, waiting) : new HeldThread(bounds, waiting, lock);
    }

    /**
     * Tells whether a message finds room. The current thread, which has received it, may wait for that for a moment, without the
     * lock.
     *
     * @param size of the message in bytes; zero for a task without one
     */
    boolean admits(int size);

    /** A task has been added. */
    void added();

    /** A task has ended, or has been removed. */
    void progressed();

    /**
     * Looks after a lane that stays full. For the timer's thread, at least each second.
     *
     * @param now nanoseconds
     */
    void check(long now);

    /** Tells the link what has been decided. For any thread, without the lock. */
    void apply();
}
