package dev.webshocket.internal.calls;

import dev.webshocket.internal.concurrent.ContainerThread;
import dev.webshocket.internal.concurrent.InterruptionShield;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * The thread that runs user code for one call, which a cancellation interrupts. No interruption arrives after the thread has
 * left the call. Safe for use by any thread, without a lock: a thread that leaves during an interruption waits until it has
 * arrived.
 */
final class CallThread implements InterruptionShield.Interruptible {

    /** Replaces a thread while it is being interrupted. */
    private static final Object INTERRUPTING = new Object();

    private static final AtomicReferenceFieldUpdater<CallThread, Object> STATE =
            AtomicReferenceFieldUpdater.newUpdater(CallThread.class, Object.class, "state");

    private final IncomingCall call;
    /** A thread, null for none, or {@link #INTERRUPTING}. */
    private volatile Object state;

    CallThread(IncomingCall call) {
        this.call = call;
    }

    /**
     * Registers the current thread, which is about to run user code for the call.
     *
     * @return false if the call is over
     */
    boolean enter() {
        replace(null, Thread.currentThread(), true);
        // Checked after the thread is registered: either the cancelling thread sees it, or the cancellation is seen
        // here.
        if (call.isOver()) {
            leave();
            return false;
        }
        InterruptionShield.runs(this);
        return true;
    }

    /**
     * Removes the current thread, which has run user code for the call, and clears its interruption. On our own threads this
     * also clears an interruption that the call itself caused, which would hit the next call.
     */
    void leave() {
        InterruptionShield.runs(null);
        // A stream may have moved to another thread before this one has left the call.
        replace(Thread.currentThread(), null, false);
        if (call.isCancelled() || !ContainerThread.isCurrent()) {
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
        return replace(null, Thread.currentThread(), false) && call.isCancelled();
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
