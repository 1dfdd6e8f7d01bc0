package dev.webshocket.internal.calls;

import dev.webshocket.internal.session.SendTag;
import dev.webshocket.internal.session.Sender;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.stream.Stream;

/**
 * A call from the other side, from its arrival until its answer or its cancellation. It is answered once, and sends nothing
 * after a cancellation. Subclasses define its threads, its answers and its context.
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
    /** Stops work that does not run on our threads; null if there is none. */
    private volatile Runnable stop;

    /**
     * Makes a call that has arrived.
     *
     * @param id as the other side calls it
     */
    protected IncomingCall(Object id) {
        this.id = id;
    }

    /** Returns the id that the other side has given it. */
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

    /** The answer is sent unless the call was cancelled, items only before the answer. */
    @Override
    public final boolean isWanted(boolean last) {
        return last ? !isCancelled() : !isOver();
    }

    /**
     * Claims the right to send the last answer.
     *
     * @return false if the call has been cancelled or finished before
     */
    public final boolean finish() {
        return STATE.compareAndSet(this, OPEN, FINISHED);
    }

    /**
     * Stops the call: nothing more is sent, its thread is interrupted, and its source is cancelled. Has no effect after its
     * answer.
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
     * Registers the current thread, which is about to run user code for this call.
     *
     * @return false if the call was cancelled or has been answered before
     */
    public final boolean enter() {
        return thread.enter();
    }

    /** Removes the current thread, which has run user code for this call, and clears an interruption meant for the call. */
    public void leave() {
        thread.leave();
    }

    /**
     * Sets the action that stops work that does not run on our threads. If the call is cancelled already, the action runs at
     * once.
     */
    public final void onCancel(Runnable action) {
        stop = action;
        // Either the cancelling thread sees the action, or the cancellation is seen here; one of them takes the action.
        if (isCancelled()) {
            stopSource();
        }
    }

    /** Removes the action set by {@link #onCancel}, since the source has ended. */
    protected final void forgetSource() {
        stop = null;
    }

    private void stopSource() {
        Runnable action = stop;
        if (action != null && STOP.compareAndSet(this, action, null)) {
            stop(action);
        }
    }

    /** Sends the items of a publisher, and its end as the answer. Requests more only while there is room. */
    public final void sendItems(Flow.Publisher<?> publisher) {
        new PublishedItems(this).subscribeTo(publisher);
    }

    /** Sends the elements of a stream, and its end as the answer, on a separate thread. */
    public final void sendItems(Stream<?> items) {
        new DrainedItems(this, items).start();
    }

    /** Returns the queue for its items and its answer. */
    protected abstract Sender sender();

    /** Called once, when the call has been cancelled. */
    protected abstract void cancelled();

    /** Runs the action that stops the source of a cancelled call. The action is application code. Must not throw. */
    protected abstract void stop(Runnable source);

    /** Runs application code on the current thread, in the context of the call. */
    protected abstract void runWithin(Runnable work);

    /** Sends an item. Throws if it cannot be encoded. */
    protected abstract void sendItem(Object item);

    /** Answers that there are no more items. */
    protected abstract void completeItems();

    /** Answers that the call has failed. */
    protected abstract void fail(Throwable failure);

    /** Runs the last action of the call and ends the call, whatever is thrown. */
    protected abstract void conclude(Runnable last);

    /** Answers that there is no thread for the call. */
    protected abstract void refuseForThreads();

    /**
     * Runs work of the call on a separate thread.
     *
     * @param instead runs if no thread is available
     */
    protected abstract void runBeside(Runnable work, Runnable instead);
}
