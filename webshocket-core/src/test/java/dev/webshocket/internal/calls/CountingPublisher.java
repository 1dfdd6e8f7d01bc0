package dev.webshocket.internal.calls;

import dev.webshocket.support.SteppedScheduler;
import java.util.concurrent.Flow;

/**
 * Publishes the requested number of items 0, 1, 2 and so on, when the test steps the threads. For one subscriber and
 * one thread.
 */
final class CountingPublisher implements Flow.Publisher<Object>, Flow.Subscription {

    private final int count;
    private final SteppedScheduler.Line threads;
    private Flow.Subscriber<? super Object> subscriber;
    private long requested;
    private int next;
    private boolean over;

    CountingPublisher(int count, SteppedScheduler.Line threads) {
        this.count = count;
        this.threads = threads;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Object> given) {
        subscriber = given;
        subscriber.onSubscribe(this);
    }

    @Override
    public void request(long more) {
        requested += more;
        threads.add(this::publish);
    }

    private void publish() {
        if (over) {
            return;
        }
        if (next == count) {
            over = true;
            subscriber.onComplete();
        } else if (requested > 0) {
            requested--;
            subscriber.onNext(next++);
            threads.add(this::publish);
        }
    }

    @Override
    public void cancel() {
        over = true;
    }
}
