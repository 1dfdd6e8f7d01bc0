package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import dev.webshocket.packet.RpcResponse;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A call that is answered with items, which wait here until they are taken. While the buffer is full the container's thread
 * is held, so that the server is slowed down by the connection itself; but neither for long nor too many of them.
 *
 * <p>Safe for use by any thread; the items are for one consumer. Its lock is not held while anything else is called.
 */
final class StreamCall extends PendingCall {

    /** Less than half of the time that a server gives a message by default, so that even two such streams fit into it. */
    private static final int WAITS = 8;

    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final int bound;
    private final Semaphore heldReaders;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Item> items = new ArrayDeque<>();
    private long bytes;
    private boolean begun;
    private boolean ended;
    private RuntimeException failure;
    private Runnable onChange = () -> {};

    /**
     * Makes a call.
     *
     * @param bound how many bytes may wait
     * @param heldReaders lets threads of the container be held
     */
    StreamCall(
            CallRequest request,
            long number,
            byte[] message,
            Consumer<? super PendingCall> abandon,
            int bound,
            Semaphore heldReaders) {
        super(request, number, message, abandon);
        this.bound = bound;
        this.heldReaders = heldReaders;
    }

    /** An item as it came, and how long its message was. */
    record Item(Object value, int bytes) {}

    /** Sets what is told when there may be something to take; by any thread, and it must not block. */
    void onChange(Runnable listener) {
        lock.lock();
        try {
            onChange = listener;
        } finally {
            lock.unlock();
        }
    }

    /** A stream of which the application has seen something cannot begin anew. */
    @Override
    boolean isRepeatable() {
        lock.lock();
        try {
            return super.isRepeatable() && !begun;
        } finally {
            lock.unlock();
        }
    }

    @Override
    void answered(RpcResponse response, int size) {
        stopTimeout();
        if (response.error() != null) {
            end(ReceivedResponse.error(response));
        } else if (response.stream() && response.end()) {
            end(null);
        } else {
            item(new Item(response.response(), size));
            if (!response.stream()) {
                end(null);
            }
        }
    }

    private void end(RuntimeException why) {
        if (end()) {
            finish(why);
        }
    }

    @Override
    void fail(ClientException why) {
        finish(why);
    }

    private void finish(RuntimeException why) {
        change(() -> {
            ended = true;
            failure = why;
        });
    }

    private void item(Item item) {
        if (!isOver() && !awaitRoom(item)) {
            abandon(ClientFailures.slowConsumer());
        }
        change(() -> {
            if (!ended) {
                begun = true;
                items.add(item);
                bytes += item.bytes();
            }
        });
    }

    private void change(Runnable change) {
        Runnable listener;
        lock.lock();
        try {
            change.run();
            changed.signalAll();
            listener = onChange;
        } finally {
            lock.unlock();
        }
        listener.run();
    }

    /** Holds the container's thread until the item fits; false where it does not in time. */
    private boolean awaitRoom(Item item) {
        lock.lock();
        try {
            if (fits(item)) {
                return true;
            }
            if (!heldReaders.tryAcquire()) {
                return false;
            }
            try {
                // Of many short waits a pause of the whole machine uses up one only.
                for (int waits = 0; !fits(item) && waits < WAITS; waits++) {
                    long left = WAIT_NANOS;
                    while (!fits(item) && left > 0) {
                        left = changed.awaitNanos(left);
                    }
                }
                return fits(item);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                heldReaders.release();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(Item item) {
        return ended || bytes == 0 || bytes + item.bytes() <= bound;
    }

    /** Takes the next item, null where there is none now. */
    Item poll() {
        lock.lock();
        try {
            return take();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next item; null where there is none any more. */
    Item await() throws InterruptedException {
        lock.lock();
        try {
            while (items.isEmpty() && !ended) {
                changed.await();
            }
            return take();
        } finally {
            lock.unlock();
        }
    }

    private Item take() {
        Item item = items.poll();
        if (item != null) {
            bytes -= item.bytes();
            changed.signalAll();
        }
        return item;
    }

    /** Tells whether all items have been taken and no more will come. */
    boolean isDrained() {
        lock.lock();
        try {
            return ended && items.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Returns why the stream ended, null where it did by itself or was cancelled. */
    RuntimeException failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /** Stops the call, as the consumer wants nothing more; what waits is dropped. */
    void stop() {
        cancel();
        change(() -> {
            ended = true;
            failure = null;
            items.clear();
            bytes = 0;
        });
    }
}
