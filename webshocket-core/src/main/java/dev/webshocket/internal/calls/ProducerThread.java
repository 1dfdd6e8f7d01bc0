package dev.webshocket.internal.calls;

import dev.webshocket.internal.concurrent.ContainerThread;
import dev.webshocket.internal.concurrent.InterruptionShield;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * The thread that runs user code for one producer, which a cancellation interrupts. No interruption arrives after the thread has
 * left it. Safe for use by any thread, without a lock: a thread that leaves during an interruption waits until it has
 * arrived.
 */
final class ProducerThread implements InterruptionShield.Interruptible {

    /** Replaces a thread while it is being interrupted. */
    private static final Object INTERRUPTING = new Object();

    private static final AtomicReferenceFieldUpdater<ProducerThread, Object> STATE =
            AtomicReferenceFieldUpdater.newUpdater(ProducerThread.class, Object.class, "state");

    private final ItemProducer work;
    /** A thread, null for none, or {@link #INTERRUPTING}. */
    private volatile Object state;

    ProducerThread(ItemProducer work) {
        this.work = work;
    }

    /** Returns the call whose user code the current thread runs; null for none. */
    static IncomingCall current() {
        return InterruptionShield.running() instanceof ProducerThread thread && thread.work instanceof IncomingCall call
                ? call
                : null;
    }

    /**
     * Registers the current thread, which is about to run user code for it.
     *
     * @return false if the work is over
     */
    boolean enter() {
        replace(null, Thread.currentThread(), true);
        // Checked after the thread is registered: either the cancelling thread sees it, or the cancellation is seen
        // here.
        if (work.isOver()) {
            leave();
            return false;
        }
        InterruptionShield.runs(this);
        return true;
    }

    /**
     * Removes the current thread, which has run user code for the call, and clears its interruption. On our own threads this
     * also clears an interruption that the work itself caused, which would hit the next.
     */
    void leave() {
        InterruptionShield.runs(null);
        // A stream may have moved to another thread before this one has left.
        replace(Thread.currentThread(), null, false);
        if (work.isCancelled() || !ContainerThread.isCurrent()) {
            Thread.interrupted();
        }
    }

    /** Interrupts the thread, if there is one. */
    void interrupt() {
        if (state instanceof Thread thread && STATE.compareAndSet(this, thread, INTERRUPTING)) {
            thread.interrupt();
            state = thread;
        }
    }

    @Override
    public boolean pauseInterruption() {
        return replace(Thread.currentThread(), null, false);
    }

    @Override
    public boolean resumeInterruption() {
        // Unless the stream has moved to another thread meanwhile.
        return replace(null, Thread.currentThread(), false) && work.isCancelled();
    }

    /** Replaces one thread by another, or any thread; returns false if a different thread is registered. */
    private boolean replace(Thread from, Thread to, boolean any) {
        for (; ; ) {
            Object now = state;
            if (now == INTERRUPTING) {
                Thread.onSpinWait();
            } else if (now != from && !any) {
                return false;
            } else if (STATE.compareAndSet(this, now, to)) {
                return true;
            }
        }
    }
}
