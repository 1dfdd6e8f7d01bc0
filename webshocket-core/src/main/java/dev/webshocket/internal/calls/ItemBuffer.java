package dev.webshocket.internal.calls;

import dev.webshocket.internal.memory.MemoryShare;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The items of one stream that have arrived and are not taken, as the answer of an {@link ItemCall} or as an
 * {@link IncomingUpload}. Its {@link FlowControl} keeps the other side from sending more than fit.
 *
 * <p>Safe for use by any thread; the items are for one consumer. Its lock is held during no other call than those of the flow
 * control. The memory of an item is charged until the consumer asks for the next one, or the stream is stopped.
 *
 * @param <V> an item as it arrives
 */
public final class ItemBuffer<V> {

    /**
     * An item.
     *
     * @param value may be null
     * @param bytes its memory
     */
    public record Item<V>(V value, long bytes) {}

    /** What has become of an item that has arrived. */
    enum Arrival {
        /** It waits, or nobody wants it any more. */
        TAKEN,
        /** The other side was not allowed to send it. */
        BEYOND_CREDIT,
        /** The application has no memory for it. */
        NO_MEMORY
    }

    private final Runnable stop;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Item<V>> items = new ArrayDeque<>(0);
    private FlowControl flow;
    private MemoryShare memory;
    private long bytes;
    /** The memory of the item that the consumer has taken last. */
    private long takenBytes;

    private boolean begun;
    private boolean ended;
    private RuntimeException failure;
    private Runnable onChange = () -> {};

    /**
     * Makes the buffer of a stream.
     *
     * @param stop tells the other side that its consumer wants no more items, unless the stream is over
     */
    ItemBuffer(Runnable stop) {
        this.stop = stop;
    }

    /** Sets the action that runs when there may be something to take, on any thread. It must not block. */
    public void onChange(Runnable listener) {
        lock.lock();
        try {
            onChange = listener;
        } finally {
            lock.unlock();
        }
    }

    Lock lock() {
        return lock;
    }

    /** Sets what items are charged to and how the other side is held back, before the first item arrives. */
    void open(FlowControl control, MemoryShare share) {
        lock.lock();
        try {
            flow = control;
            memory = share;
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether an item has arrived. */
    boolean hasBegun() {
        lock.lock();
        try {
            return begun;
        } finally {
            lock.unlock();
        }
    }

    /** Adds an item that has arrived. */
    Arrival offer(V value, long size) {
        // Before the lock, since the application's budget may have other connections closed for it.
        if (!memory.take(size)) {
            return isEnded() ? Arrival.TAKEN : Arrival.NO_MEMORY;
        }
        Arrival arrival;
        boolean kept;
        Runnable after = null;
        Runnable listener;
        lock.lock();
        try {
            arrival = ended || flow.arrived(size) ? Arrival.TAKEN : Arrival.BEYOND_CREDIT;
            kept = !ended && arrival == Arrival.TAKEN;
            if (kept) {
                begun = true;
                items.add(new Item<>(value, size));
                bytes += size;
                after = adapt();
                changed.signalAll();
            }
            listener = onChange;
        } finally {
            lock.unlock();
        }
        if (kept) {
            run(after);
            listener.run();
        } else {
            memory.giveBack(size);
        }
        return arrival;
    }

    private Runnable adapt() {
        return flow == null ? null : flow.adapt(items.size(), bytes, ended);
    }

    private static void run(Runnable action) {
        if (action != null) {
            action.run();
        }
    }

    /**
     * Records that no more items will come; those that wait can still be taken. Only the first end counts.
     *
     * @param why null if the stream is complete
     */
    void end(RuntimeException why) {
        finish(why, false);
    }

    /** Ends the stream, also if it has ended before, and drops the items that wait. */
    void abort(RuntimeException why) {
        finish(why, true);
    }

    private void finish(RuntimeException why, boolean drop) {
        Runnable after;
        Runnable listener;
        long freed;
        lock.lock();
        try {
            if (drop || !ended) {
                failure = why;
            }
            ended = true;
            freed = drop ? drop() : 0;
            after = adapt();
            changed.signalAll();
            listener = onChange;
        } finally {
            lock.unlock();
        }
        giveBack(freed);
        run(after);
        listener.run();
    }

    private long drop() {
        long freed = bytes + takenBytes;
        items.clear();
        bytes = 0;
        takenBytes = 0;
        return freed;
    }

    private void giveBack(long freed) {
        if (freed > 0) {
            memory.giveBack(freed);
        }
    }

    /** Takes the next item; null if there is none now. */
    public Item<V> poll() {
        Item<V> item;
        Runnable after;
        long freed;
        lock.lock();
        try {
            freed = takenBytes;
            item = items.poll();
            takenBytes = item == null ? 0 : item.bytes();
            bytes -= takenBytes;
            after = adapt();
        } finally {
            lock.unlock();
        }
        giveBack(freed);
        run(after);
        return item;
    }

    /** Waits for the next item; null at the end of the stream. */
    public Item<V> await() throws InterruptedException {
        lock.lock();
        try {
            while (items.isEmpty() && !ended) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
        return poll();
    }

    private boolean isEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether all items have been taken and no more will come. */
    public boolean isDrained() {
        lock.lock();
        try {
            return ended && items.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the failure of the stream; null if it is complete or was stopped. */
    public RuntimeException failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /** Stops the stream for its consumer, and drops the items that wait. */
    public void stop() {
        stop.run();
        abort(null);
    }
}
