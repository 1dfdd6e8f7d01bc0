package dev.webshocket.internal.rpc;

import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.platform.CallScopes;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends what a publisher publishes, and asks it for more only while there is room in the connection's queue. The
 * publisher's signals are serial, as the specification of {@link Flow} demands; cancellation comes from any thread.
 */
final class PublisherStream implements Flow.Subscriber<Object> {

    /** How many items are asked for at a time: as many may be made while the queue is full. */
    private static final int BATCH = 32;

    private final Call call;
    private final Answers answers;
    private volatile Flow.Subscription subscription;
    private final AtomicInteger asking = new AtomicInteger();
    private int left;

    PublisherStream(Call call, Answers answers) {
        this.call = call;
        this.answers = answers;
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
            answers.item(call, item);
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
        answers.conclude(call, () -> answers.fail(call, failure));
    }

    @Override
    public void onComplete() {
        answers.conclude(call, () -> answers.answer(call, RpcResponse.end(call.id())));
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
            if (!call.isOver() && !call.peer().outbound().whenRoom(this::askOnThread)) {
                left = BATCH;
                request();
            }
        } while (asking.decrementAndGet() > 0);
    }

    private void askOnThread() {
        call.peer().lane().threads().runBeside(call, this::ask, this::refuse);
    }

    private void refuse() {
        answers.conclude(call, () -> {
            answers.refuse(call, Shortage.THREADS);
            cancel();
        });
    }

    private void request() {
        try (CallScopes.Scope scope = call.activate()) {
            subscription.request(BATCH);
        } catch (Throwable failure) {
            giveUp(failure);
        }
    }

    /** Ends the stream for what the publisher does not know of, or should not have thrown. */
    private void giveUp(Throwable failure) {
        answers.conclude(call, () -> {
            try {
                cancel();
            } catch (Throwable another) {
                if (another != failure) {
                    failure.addSuppressed(another);
                }
            }
            answers.fail(call, failure);
        });
    }
}
