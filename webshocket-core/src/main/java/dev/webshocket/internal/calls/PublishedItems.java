package dev.webshocket.internal.calls;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends what a publisher publishes, and asks it for more only while there is room in the session's queue. The
 * publisher's signals are serial, as the specification of {@link Flow} demands; cancellation comes from any thread.
 */
final class PublishedItems implements Flow.Subscriber<Object> {

    /** How many items are asked for at a time: as many may be made while the queue is full. */
    private static final int BATCH = 32;

    private final IncomingCall call;
    private volatile Flow.Subscription subscription;
    private final AtomicInteger asking = new AtomicInteger();
    private int left;

    PublishedItems(IncomingCall call) {
        this.call = call;
    }

    /** Subscribes. From then on the call ends with the publisher's signals, or when it is cancelled. */
    void subscribeTo(Flow.Publisher<?> publisher) {
        // Also before there is a subscription, which a publisher may give late or never.
        call.onCancel(this::cancel);
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
        if (call.isOver()) {
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
        if (call.isOver()) {
            return;
        }
        try {
            call.sendItem(item);
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
        call.conclude(() -> call.fail(failure));
    }

    @Override
    public void onComplete() {
        call.conclude(call::completeItems);
    }

    /**
     * Asks for the next batch. A publisher may publish it before {@code request} returns, so that this is entered again
     * from within: that is made good in a loop rather than ever deeper on the stack.
     */
    private void ask() {
        if (asking.getAndIncrement() > 0) {
            return;
        }
        do {
            // What tells of room is a thread of the container, on which no publisher's code may run.
            if (!call.isOver() && !call.sender().whenRoom(this::askOnThread)) {
                left = BATCH;
                request();
            }
        } while (asking.decrementAndGet() > 0);
    }

    private void askOnThread() {
        call.runBeside(this::ask, this::refuse);
    }

    private void refuse() {
        call.conclude(() -> {
            call.refuseForThreads();
            cancel();
        });
    }

    private void request() {
        try {
            call.runWithin(() -> subscription.request(BATCH));
        } catch (Throwable failure) {
            giveUp(failure);
        }
    }

    /** Ends the stream for what the publisher does not know of, or should not have thrown. */
    private void giveUp(Throwable failure) {
        call.conclude(() -> {
            try {
                cancel();
            } catch (Throwable another) {
                if (another != failure) {
                    failure.addSuppressed(another);
                }
            }
            call.fail(failure);
        });
    }
}
