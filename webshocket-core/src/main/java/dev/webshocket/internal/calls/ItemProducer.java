package dev.webshocket.internal.calls;

import dev.webshocket.internal.session.SendTag;
import dev.webshocket.internal.session.Sender;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What this side produces for the other, from its beginning to its end or its cancellation: the answer of an
 * {@link IncomingCall}, which may be a stream of items, or an {@link OutgoingUpload}. It ends once, and sends nothing after a
 * cancellation. Items are produced only while the send queue has room and, in version 2 of the protocol, the other side has
 * given credit for them.
 *
 * <p>Safe for use by any thread, without a lock but that of its credit.
 */
public abstract class ItemProducer implements SendTag {

    private static final AtomicIntegerFieldUpdater<ItemProducer> STATE =
            AtomicIntegerFieldUpdater.newUpdater(ItemProducer.class, "state");
    private static final AtomicReferenceFieldUpdater<ItemProducer, Runnable> STOP =
            AtomicReferenceFieldUpdater.newUpdater(ItemProducer.class, Runnable.class, "stop");

    private static final int OPEN = 0;
    private static final int FINISHED = 1;
    private static final int CANCELLED = 2;

    private final ProducerThread thread = new ProducerThread(this);
    /** Null for no limit. */
    private final Credit credit;

    private volatile int state = OPEN;
    /** Stops work that does not run on our threads; null if there is none. */
    private volatile Runnable stop;

    /**
     * Makes a producer that has not begun.
     *
     * @param credit how many items may be sent; null for no limit, as in version 1 of the protocol
     */
    ItemProducer(Credit credit) {
        this.credit = credit;
    }

    /** Tells whether it has been cancelled. */
    public final boolean isCancelled() {
        return state == CANCELLED;
    }

    /** Tells whether no item may follow: it has been cancelled, or its last message has been made. */
    public final boolean isOver() {
        return state != OPEN;
    }

    /** The last message is sent unless there was a cancellation, items only before the last message. */
    @Override
    public final boolean isWanted(boolean last) {
        return last ? !isCancelled() : !isOver();
    }

    /**
     * Claims the right to send the last message.
     *
     * @return false if it has been cancelled or finished before
     */
    public final boolean finish() {
        boolean mine = STATE.compareAndSet(this, OPEN, FINISHED);
        if (mine) {
            end();
        }
        return mine;
    }

    /**
     * Stops it: nothing more is sent, its thread is interrupted, and its source is cancelled. Has no effect after its last
     * message.
     */
    public final void cancel() {
        if (!STATE.compareAndSet(this, OPEN, CANCELLED)) {
            return;
        }
        // Before the interruption, so that its thread finds its uploads ended, and does not decline them.
        end();
        thread.interrupt();
        sender().withdraw(this);
        cancelled();
        stopSource();
    }

    private void end() {
        if (credit != null) {
            credit.end();
        }
        ended();
    }

    /** The other side accepts more items. Without effect if there is no limit, or no item follows. */
    final void addCredit(int items) {
        if (credit != null) {
            credit.add(items);
        }
    }

    /**
     * Registers an action to run when an item may be sent: when there is credit and room.
     *
     * @return true if the action will be run, once, by some thread, perhaps too early; false if an item may be sent now, or
     *     none will be
     */
    final boolean whenReady(Runnable action) {
        return (credit != null && credit.whenSome(action)) || sender().whenRoom(action);
    }

    /**
     * Takes credit for items that are about to be made.
     *
     * @param most how many are wanted, at least 1
     * @return how many may be made, 0 if there is no credit
     */
    final int takeCredit(int most) {
        return credit == null ? most : credit.take(most);
    }

    /**
     * Registers the current thread, which is about to run user code for it.
     *
     * @return false if it is over
     */
    public final boolean enter() {
        return thread.enter();
    }

    /** Removes the current thread, which has run user code for it, and clears an interruption meant for that. */
    public void leave() {
        thread.leave();
    }

    /**
     * Sets the action that stops work that does not run on our threads. If there was a cancellation already, the action runs
     * at once.
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

    /** Sends the items of a publisher, and its end as the last message. Subscribes on the current thread. */
    public final void sendItems(Flow.Publisher<?> publisher) {
        new PublishedItems(this).subscribeTo(publisher);
    }

    /** Sends the elements of a stream, and its end as the last message, on a separate thread, which also makes the stream. */
    public final void sendItems(Supplier<? extends Stream<?>> items) {
        new DrainedItems(this, items).start();
    }

    /** Returns the queue for its messages. */
    protected abstract Sender sender();

    /** Called once, when it is over: its last message is about to be sent, or it has been cancelled. Must not block. */
    protected void ended() {}

    /** Called once, when it has been cancelled. */
    protected abstract void cancelled();

    /** Runs the action that stops the source after a cancellation. The action is application code. Must not throw. */
    protected abstract void stop(Runnable source);

    /** Runs application code on the current thread, in its context. */
    protected abstract void runWithin(Runnable work);

    /** Sends an item. Throws if it cannot be encoded. */
    protected abstract void sendItem(Object item);

    /** Sends that there are no more items. */
    protected abstract void completeItems();

    /** Sends that it has failed. */
    protected abstract void fail(Throwable failure);

    /** Runs its last action and ends it, whatever is thrown. */
    protected abstract void conclude(Runnable last);

    /** Sends that there is no thread for it. */
    protected abstract void refuseForThreads();

    /**
     * Runs its work on a separate thread.
     *
     * @param instead runs if no thread is available
     */
    protected abstract void runBeside(Runnable work, Runnable instead);
}
