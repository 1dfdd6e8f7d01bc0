package dev.webshocket.internal.calls;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Delivers the items of a stream to a subscriber, up to its demand. One task at a time does so, so the subscriber is called
 * serially. Safe for use by any thread.
 */
public final class ItemSubscription<V, T> implements Flow.Subscription {

    private final ItemBuffer<V> buffer;
    private final Function<? super V, ? extends T> reader;
    private final Flow.Subscriber<? super T> subscriber;
    private final ItemThreads threads;
    private final Consumer<? super Throwable> broken;
    private final AtomicLong demand = new AtomicLong();
    /** Counts pending signals; starts at one, so that nothing is delivered before {@link #begin}. */
    private final AtomicInteger signals = new AtomicInteger(1);

    private volatile boolean over;
    private volatile IllegalArgumentException misuse;

    /**
     * Makes a subscription, for one subscriber to one buffer.
     *
     * @param reader makes what the subscriber gets; the stream fails if it throws
     * @param threads run the subscriber
     * @param broken gets what the subscriber has thrown, which it must not; the stream has been stopped
     */
    public ItemSubscription(
            ItemBuffer<V> buffer,
            Function<? super V, ? extends T> reader,
            Flow.Subscriber<? super T> subscriber,
            ItemThreads threads,
            Consumer<? super Throwable> broken) {
        this.buffer = buffer;
        this.reader = reader;
        this.subscriber = subscriber;
        this.threads = threads;
        this.broken = broken;
    }

    /** Gives the subscriber its subscription, on the current thread, and begins to deliver. */
    public void begin() {
        buffer.onChange(this::deliver);
        subscriber.onSubscribe(this);
        submit();
    }

    @Override
    public void request(long count) {
        if (count <= 0) {
            misuse = new IllegalArgumentException("a subscriber requests at least one item, but not " + count);
        } else {
            demand.accumulateAndGet(count, ItemSubscription::sum);
        }
        deliver();
    }

    private static long sum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    @Override
    public void cancel() {
        over = true;
        buffer.stop();
    }

    /** Delivers buffered items, up to the demand. */
    private void deliver() {
        if (signals.getAndIncrement() == 0) {
            submit();
        }
    }

    private void submit() {
        threads.run(this::deliverAll, this::deliverAll);
    }

    private void deliverAll() {
        int seen = signals.get();
        do {
            try {
                handOver();
            } catch (Throwable e) {
                // A subscriber must not throw. One that does, even an Error, gets no further signal.
                cancel();
                broken.accept(e);
            }
            seen = signals.addAndGet(-seen);
        } while (seen != 0);
    }

    private void handOver() {
        if (over) {
            return;
        }
        if (misuse != null) {
            end(misuse);
            return;
        }
        while (demand.get() > 0 && !over) {
            ItemBuffer.Item<V> item = buffer.poll();
            if (item == null) {
                break;
            }
            T value;
            try {
                value = reader.apply(item.value());
                Objects.requireNonNull(value, "an item is null, which a Flow.Publisher cannot hand on");
            } catch (RuntimeException e) {
                end(e);
                return;
            }
            if (demand.get() != Long.MAX_VALUE) {
                demand.decrementAndGet();
            }
            subscriber.onNext(value);
        }
        if (!over && buffer.isDrained()) {
            RuntimeException failure = buffer.failure();
            over = true;
            if (failure == null) {
                subscriber.onComplete();
            } else {
                subscriber.onError(failure);
            }
        }
    }

    private void end(RuntimeException failure) {
        cancel();
        subscriber.onError(failure);
    }
}
