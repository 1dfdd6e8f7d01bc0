package dev.webshocket.internal.client;

import dev.webshocket.internal.calls.ItemCall;
import dev.webshocket.internal.codec.ValueReader;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Delivers the items of a call to a subscriber, up to its demand. One task at a time does so, on the client's executor,
 * so the subscriber is called serially. Safe for use by any thread.
 */
final class ItemSubscription<T> implements Flow.Subscription {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private final ItemCall call;
    private final ValueReader reader;
    private final Flow.Subscriber<? super T> subscriber;
    private final ClientThreads threads;
    private final AtomicLong demand = new AtomicLong();
    /** Counts pending signals; starts at one, so that nothing is delivered before {@link #begin}. */
    private final AtomicInteger signals = new AtomicInteger(1);

    private volatile boolean over;
    private volatile IllegalArgumentException misuse;

    ItemSubscription(ItemCall call, ValueReader reader, Flow.Subscriber<? super T> subscriber, ClientThreads threads) {
        this.call = call;
        this.reader = reader;
        this.subscriber = subscriber;
        this.threads = threads;
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
        call.stop();
    }

    /** Starts the delivery, once the subscriber has the subscription. */
    void begin() {
        threads.complete(this::deliverAll);
    }

    /** Delivers buffered items, up to the demand. */
    void deliver() {
        if (signals.getAndIncrement() == 0) {
            threads.complete(this::deliverAll);
        }
    }

    private void deliverAll() {
        int seen = signals.get();
        do {
            try {
                handOver();
            } catch (Throwable e) {
                // A subscriber must not throw. One that does, even an Error, gets no further signal.
                cancel();
                LOG.log(Level.WARNING, "WEBSHOCKET-0235: a subscriber to a stream threw; the stream is cancelled", e);
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
            ItemCall.Item item = call.poll();
            if (item == null) {
                break;
            }
            T value;
            try {
                value = ResultTypes.read(reader, item.value());
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
        if (!over && call.isDrained()) {
            RuntimeException failure = call.failure();
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
