package dev.webshocket.internal.calls;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends the items of a publisher, and requests more only while there is credit for them and the session's queue has room. The
 * publisher's signals are serial, as the specification of {@link Flow} requires; any thread may cancel.
 */
final class PublishedItems implements Flow.Subscriber<Object> {

    /** How many items are requested at a time, at most: up to this many are produced while the queue is full. */
    private static final int BATCH = 32;

    private final ItemProducer producer;
    private volatile Flow.Subscription subscription;
    private final AtomicInteger asking = new AtomicInteger();
    private int left;

    PublishedItems(ItemProducer producer) {
        this.producer = producer;
    }

    /** Subscribes. From then on the producer ends with the publisher's signals, or when it is cancelled. */
    void subscribeTo(Flow.Publisher<?> publisher) {
        // Possible before there is a subscription: a publisher may pass it late or never.
        producer.onCancel(this::cancel);
        try {
            publisher.subscribe(this);
        } catch (Throwable failure) {
            giveUp(failure);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        if (given == null) {
            NullPointerException failure = new NullPointerException("subscription");
            giveUp(failure);
            throw failure;
        }
        if (subscription != null) {
            given.cancel();
            return;
        }
        subscription = given;
        if (producer.isOver()) {
            given.cancel();
            return;
        }
        ask();
    }

    private void cancel() {
        Flow.Subscription given = subscription;
        if (given != null) {
            given.cancel();
        }
    }

    @Override
    public void onNext(Object item) {
        if (producer.isOver()) {
            return;
        }
        try {
            producer.sendItem(item);
        } catch (Throwable failure) {
            giveUp(failure);
            return;
        }
        left--;
        if (left == 0) {
            ask();
        }
    }

    @Override
    public void onError(Throwable failure) {
        producer.conclude(() -> producer.fail(failure));
    }

    @Override
    public void onComplete() {
        producer.conclude(producer::completeItems);
    }

    /**
     * Requests the next batch. A publisher may publish it before {@code request} returns, and so re-enter this method: a loop
     * handles that without recursion.
     */
    private void ask() {
        if (asking.getAndIncrement() > 0) {
            return;
        }
        do {
            // The thread that reports credit or room is the container's, on which no publisher's code may run.
            if (!producer.isOver() && !producer.whenReady(this::askOnThread)) {
                int items = producer.takeCredit(BATCH);
                if (items > 0) {
                    left = items;
                    request(items);
                }
            }
        } while (asking.decrementAndGet() > 0);
    }

    private void askOnThread() {
        if (!producer.isOver()) {
            producer.runBeside(this::ask, this::refuse);
        }
    }

    private void refuse() {
        producer.conclude(() -> {
            producer.refuseForThreads();
            cancel();
        });
    }

    private void request(int items) {
        try {
            producer.runWithin(() -> subscription.request(items));
        } catch (Throwable failure) {
            giveUp(failure);
        }
    }

    /** Ends the stream after a failure in the session, or an exception that the publisher should not have thrown. */
    private void giveUp(Throwable failure) {
        producer.conclude(() -> {
            try {
                cancel();
            } catch (Throwable another) {
                if (another != failure) {
                    failure.addSuppressed(another);
                }
            }
            producer.fail(failure);
        });
    }
}
