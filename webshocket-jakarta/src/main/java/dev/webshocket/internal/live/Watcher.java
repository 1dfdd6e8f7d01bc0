package dev.webshocket.internal.live;

import dev.webshocket.LiveFigures;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** One that watches the figures, and gets the latest when it wants some. {@link #offer} is for one thread at a time. */
final class Watcher implements Flow.Subscription {

    private final LiveFeed feed;
    private final Flow.Subscriber<? super LiveFigures> subscriber;
    private final AtomicLong wanted = new AtomicLong();
    private volatile boolean wrong;
    /** The second of the figures that it has had. */
    private long last;

    Watcher(LiveFeed feed, Flow.Subscriber<? super LiveFigures> subscriber) {
        this.feed = feed;
        this.subscriber = subscriber;
    }

    @Override
    public void request(long items) {
        if (items <= 0) {
            wrong = true;
        } else {
            wanted.accumulateAndGet(items, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
        }
        feed.deliver();
    }

    @Override
    public void cancel() {
        feed.remove(this);
    }

    /** Passes the figures on, unless it has had them or wants none. */
    void offer(long second, LiveFigures figures) {
        if (wrong) {
            cancel();
            subscriber.onError(new IllegalArgumentException("a subscriber requests at least one item"));
        } else if (second != last && wanted.get() > 0) {
            last = second;
            wanted.decrementAndGet();
            subscriber.onNext(figures);
        }
    }

    /** Ends the stream. */
    void complete() {
        subscriber.onComplete();
    }
}
