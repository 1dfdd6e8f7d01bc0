package dev.webshocket.internal.rpc;

import dev.webshocket.internal.codec.EncodingException;
import dev.webshocket.packet.RpcResponse;
import java.util.Objects;
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
    private final CallRunner runner;
    private Flow.Subscription subscription;
    private final AtomicInteger asking = new AtomicInteger();
    private int left;

    PublisherStream(Call call, CallRunner runner) {
        this.call = call;
        this.runner = runner;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        if (subscription != null) {
            given.cancel();
            return;
        }
        subscription = Objects.requireNonNull(given, "subscription");
        call.onCancel(() -> {
            call.peer().lane().release(call);
            given.cancel();
        });
        ask();
    }

    @Override
    public void onNext(Object item) {
        if (call.isCancelled()) {
            return;
        }
        try {
            runner.item(call, item);
        } catch (EncodingException e) {
            giveUp(e);
            return;
        }
        left--;
        if (left == 0) {
            ask();
        }
    }

    @Override
    public void onError(Throwable failure) {
        runner.fail(call, failure);
        call.peer().lane().release(call);
    }

    @Override
    public void onComplete() {
        runner.answer(call, RpcResponse.end(call.id()));
        call.peer().lane().release(call);
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
            if (!call.isOver()
                    && !call.peer().outbound().whenRoom(() -> call.peer().lane().onThread(call, this::ask))) {
                left = BATCH;
                request();
            }
        } while (asking.decrementAndGet() > 0);
    }

    private void request() {
        try {
            subscription.request(BATCH);
        } catch (Throwable failure) {
            giveUp(failure);
        }
    }

    /** Ends the stream for what the publisher does not know of, or should not have thrown. */
    private void giveUp(Throwable failure) {
        try {
            subscription.cancel();
        } catch (Throwable another) {
            if (another != failure) {
                failure.addSuppressed(another);
            }
        }
        onError(failure);
    }
}
