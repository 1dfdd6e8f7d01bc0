package dev.webshocket.internal.calls;

import dev.webshocket.internal.session.Reading;
import dev.webshocket.packet.RpcResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A call that is answered with items, which are buffered here. While the buffer is full, the connection is not read, so TCP
 * slows the server down; but not for long.
 *
 * <p>Safe for use by any thread; the items are for one consumer. Its lock is held during no other call than
 * {@link Reading#suspend}.
 */
public final class ItemCall extends OutgoingCall {

    /** Many short steps, of which a pause of the whole machine uses up only one. */
    private static final Duration STEP = Duration.ofMillis(500);

    /** Less than half of the server's default {@code sendTimeout}, so that even two such streams fit into it. */
    private static final int STEPS = 8;

    private final int bound;
    private final BiConsumer<Runnable, Duration> timer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Item> items = new ArrayDeque<>();
    private long bytes;
    private boolean begun;
    private boolean ended;
    private RuntimeException failure;
    private Runnable onChange = () -> {};

    private Reading reading;
    /** The session whose reading this stream has suspended; null for none. */
    private Reading held;
    /** For how many steps it has been held. */
    private int steps;

    private boolean counting;

    /**
     * Makes a call.
     *
     * @param bound how many bytes may wait
     * @param timer runs something after a time
     */
    public ItemCall(
            CallRequest request,
            long number,
            byte[] message,
            CallFailures failures,
            Consumer<? super OutgoingCall> abandon,
            int bound,
            BiConsumer<Runnable, Duration> timer) {
        super(request, number, message, failures, abandon);
        this.bound = bound;
        this.timer = timer;
    }

    /** An encoded item, and the length of its message. */
    public record Item(Object value, int bytes) {}

    /** Sets the action that runs when there may be something to take, on any thread. It must not block. */
    public void onChange(Runnable listener) {
        lock.lock();
        try {
            onChange = listener;
        } finally {
            lock.unlock();
        }
    }

    @Override
    void answersComeFrom(Reading next) {
        lock.lock();
        try {
            reading = next;
        } finally {
            lock.unlock();
        }
    }

    /** A stream that has delivered an item cannot be restarted. */
    @Override
    public boolean isRepeatable() {
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
            end(failures().error(response));
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
    void fail(RuntimeException why) {
        finish(why);
    }

    private void finish(RuntimeException why) {
        change(() -> {
            ended = true;
            failure = why;
        });
    }

    private void item(Item item) {
        boolean count = change(() -> {
            if (!ended) {
                begun = true;
                items.add(item);
                bytes += item.bytes();
            }
        });
        if (count) {
            timer.accept(this::step, STEP);
        }
    }

    /** Changes the buffer and notifies the consumer; returns true if steps are to be counted from now on. */
    private boolean change(Runnable change) {
        Runnable listener;
        Reading released;
        boolean count;
        lock.lock();
        try {
            change.run();
            released = holdOrRelease();
            count = held != null && !counting;
            counting |= count;
            changed.signalAll();
            listener = onChange;
        } finally {
            lock.unlock();
        }
        if (released != null) {
            released.resume();
        }
        listener.run();
        return count;
    }

    /**
     * Suspends reading if the buffer is full, under the lock, so that no thread resumes it before. Returns the session to
     * resume.
     */
    private Reading holdOrRelease() {
        if (!ended && items.size() > 1 && bytes > bound) {
            if (held == null) {
                held = reading;
                steps = 0;
                held.suspend();
            }
            return null;
        }
        Reading released = held;
        held = null;
        return released;
    }

    /** Counts for how long the reading has been stopped. */
    private void step() {
        boolean again;
        lock.lock();
        try {
            steps++;
            again = held != null && steps < STEPS;
            counting = again;
            if (held == null) {
                return;
            }
        } finally {
            lock.unlock();
        }
        if (again) {
            timer.accept(this::step, STEP);
        } else {
            abandon(failures().slowConsumer());
        }
    }

    /** Takes the next item; null if there is none now. */
    public Item poll() {
        Item item;
        Reading released;
        lock.lock();
        try {
            item = take();
            released = holdOrRelease();
        } finally {
            lock.unlock();
        }
        if (released != null) {
            released.resume();
        }
        return item;
    }

    /** Waits for the next item; null at the end of the stream. */
    public Item await() throws InterruptedException {
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

    private Item take() {
        Item item = items.poll();
        if (item != null) {
            bytes -= item.bytes();
        }
        return item;
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

    /** Returns the failure of the stream; null if it completed or was cancelled. */
    public RuntimeException failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /** Cancels the call for its consumer, and drops the buffered items. */
    public void stop() {
        cancel();
        change(() -> {
            ended = true;
            failure = null;
            items.clear();
            bytes = 0;
        });
    }
}
