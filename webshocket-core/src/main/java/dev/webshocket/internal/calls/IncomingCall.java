package dev.webshocket.internal.calls;

import dev.webshocket.internal.session.SendTag;
import dev.webshocket.internal.session.Sender;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.stream.Stream;

/**
 * A call that the other side has made, from its arrival until its answer or its cancellation: it is answered once, and after a
 * cancellation nothing of it is sent. Where its thread comes from, how it is answered and what surrounds it is for who runs it.
 *
 * <p>Safe for use by any thread, without a lock.
 */
public abstract class IncomingCall implements SendTag {

    private static final AtomicIntegerFieldUpdater<IncomingCall> STATE =
            AtomicIntegerFieldUpdater.newUpdater(IncomingCall.class, "state");
    private static final AtomicReferenceFieldUpdater<IncomingCall, Runnable> STOP =
            AtomicReferenceFieldUpdater.newUpdater(IncomingCall.class, Runnable.class, "stop");

    private static final int OPEN = 0;
    private static final int FINISHED = 1;
    private static final int CANCELLED = 2;

    private final Object id;
    private final CallThread thread = new CallThread(this);
    private volatile int state = OPEN;
    /** Stops what goes on without a thread of ours; null for nothing. */
    private volatile Runnable stop;

    /**
     * Makes a call that has arrived.
     *
     * @param id as the other side calls it
     */
    protected IncomingCall(Object id) {
        this.id = id;
    }

    /** Returns the id under which the other side knows it. */
    public final Object id() {
        return id;
    }

    /** Tells whether it has been cancelled. */
    public final boolean isCancelled() {
        return state == CANCELLED;
    }

    /** Tells whether no item may follow: it has been cancelled, or its last answer has been made. */
    public final boolean isOver() {
        return state != OPEN;
    }

    /** Its answer is wanted unless it has been cancelled, its items only before its answer. */
    @Override
    public final boolean isWanted(boolean last) {
        return last ? !isCancelled() : !isOver();
    }

    /**
     * Says that the last answer is about to be sent.
     *
     * @return false if there must be none, since it has been cancelled or finished before
     */
    public final boolean finish() {
        return STATE.compareAndSet(this, OPEN, FINISHED);
    }

    /**
     * Stops the call: nothing more is sent, the thread that runs it is interrupted, and its source is told. After its answer this
     * does nothing.
     */
    public final void cancel() {
        if (!STATE.compareAndSet(this, OPEN, CANCELLED)) {
            return;
        }
        thread.interrupt();
        sender().withdraw(this);
        cancelled();
        stopSource();
    }

    /**
     * Says that the current thread runs user code for this call from now on.
     *
     * @return false if the call was cancelled or has been answered before
     */
    public final boolean enter() {
        return thread.enter();
    }

    /** Says that the current thread is done with user code for this call; no interruption meant for the call is left. */
    public void leave() {
        thread.leave();
    }

    /**
     * Says how to stop what goes on without a thread of ours, and ends then. Where the call is cancelled already it is stopped at
     * once.
     */
    public final void onCancel(Runnable action) {
        stop = action;
        // Whoever cancels the call sees either the action, or that is seen here; one of them takes it.
        if (isCancelled()) {
            stopSource();
        }
    }

    /** Says that the source registered with {@link #onCancel} has ended by itself. */
    protected final void forgetSource() {
        stop = null;
    }

    private void stopSource() {
        Runnable action = stop;
        if (action != null && STOP.compareAndSet(this, action, null)) {
            stop(action);
        }
    }

    /** Sends what a publisher publishes, with its end as the answer, asking it for more only while there is room. */
    public final void sendItems(Flow.Publisher<?> publisher) {
        new PublishedItems(this).subscribeTo(publisher);
    }

    /** Sends the elements of a stream, with its end as the answer, on a thread of its own. */
    public final void sendItems(Stream<?> items) {
        new DrainedItems(this, items).start();
    }

    /** Returns where its items and its answer go. */
    protected abstract Sender sender();

    /** It has been cancelled; once. */
    protected abstract void cancelled();

    /** Runs what stops the source of a call that has been cancelled, which is code of the application's. Must not throw. */
    protected abstract void stop(Runnable source);

    /** Runs code of the application's on the current thread, surrounded with what the call is to have. */
    protected abstract void runWithin(Runnable work);

    /** Sends an item. What is thrown while it is encoded is thrown on. */
    protected abstract void sendItem(Object item);

    /** Says that there are no more items, which is the answer. */
    protected abstract void completeItems();

    /** Answers that the call has failed. */
    protected abstract void fail(Throwable failure);

    /** Runs the last action of the call and ends the call, whatever is thrown. */
    protected abstract void conclude(Runnable last);

    /** Answers that there is no thread for the call. */
    protected abstract void refuseForThreads();

    /**
     * Runs work of the call on a thread of its own.
     *
     * @param instead runs where there can be none
     */
    protected abstract void runBeside(Runnable work, Runnable instead);
}
