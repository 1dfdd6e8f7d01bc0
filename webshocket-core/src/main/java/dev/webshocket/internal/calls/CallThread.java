package dev.webshocket.internal.calls;

import dev.webshocket.internal.concurrent.ContainerThread;
import dev.webshocket.internal.concurrent.InterruptionShield;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * The thread that runs user code for one call, which a cancellation interrupts. No interruption comes after the thread is done
 * with the call. Safe for use by any thread, without a lock: who leaves meanwhile waits until the interruption has come.
 */
final class CallThread implements InterruptionShield.Interruptible {

    /** Stands in place of a thread while that is interrupted. */
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
     * Says that the current thread runs user code for the call from now on.
     *
     * @return false if the call is over
     */
    boolean enter() {
        replace(null, Thread.currentThread(), true);
        // Asked after it is known: who cancels the call sees either the thread, or that is seen here.
        if (call.isOver()) {
            leave();
            return false;
        }
        InterruptionShield.runs(this);
        return true;
    }

    /**
     * Says that the current thread is done with user code for the call, and takes back an interruption meant for it. On a thread
     * of ours any other is taken back too, such as one that the call itself has left there: it would hit the next call.
     */
    void leave() {
        InterruptionShield.runs(null);
        // A stream may have gone on to another thread before this one is done with the call.
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
        // Unless the stream has gone on to another thread meanwhile.
        return replace(null, Thread.currentThread(), false) && call.isCancelled();
    }

    /** Replaces one thread by another, or any by it; returns false if it was another one that is there. */
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
