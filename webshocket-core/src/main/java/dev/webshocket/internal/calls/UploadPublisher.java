package dev.webshocket.internal.calls;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/** Publishes the items of a stream to one subscriber; any other one gets an error. Safe for use by any thread. */
public final class UploadPublisher<V, T> implements Flow.Publisher<T> {

    private final ItemBuffer<V> buffer;
    private final Function<? super V, ? extends T> reader;
    private final ItemThreads threads;
    private final Consumer<? super Throwable> broken;
    private final AtomicBoolean subscribed = new AtomicBoolean();

    /** Makes the publisher of a buffer; the parameters are those of {@link ItemSubscription}. */
    public UploadPublisher(
            ItemBuffer<V> buffer,
            Function<? super V, ? extends T> reader,
            ItemThreads threads,
            Consumer<? super Throwable> broken) {
        this.buffer = buffer;
        this.reader = reader;
        this.threads = threads;
        this.broken = broken;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        if (subscribed.compareAndSet(false, true)) {
            new ItemSubscription<>(buffer, reader, subscriber, threads, broken).begin();
            return;
        }
        subscriber.onSubscribe(NoItems.SUBSCRIPTION);
        subscriber.onError(new IllegalStateException("an upload has one subscriber, and there is one already"));
    }
}
