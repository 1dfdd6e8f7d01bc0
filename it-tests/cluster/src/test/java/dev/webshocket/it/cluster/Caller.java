package dev.webshocket.it.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes idempotent calls one after the other, as a user does who clicks again and again. Safe for use by any thread. */
final class Caller {

    private static final Executor LATER = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

    private final ReliableSubscriber client;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile Throwable failure;
    private volatile boolean stopped;

    private Caller(ReliableSubscriber client) {
        this.client = client;
    }

    static Caller start(ReliableSubscriber client) {
        Caller caller = new Caller(client);
        caller.next();
        return caller;
    }

    private void next() {
        client.client().rpc("recall").idempotent().callAsync(String.class).whenComplete(this::answered);
    }

    private void answered(String name, Throwable problem) {
        calls.incrementAndGet();
        if (problem != null) {
            failure = problem;
        } else if (!client.reader().toString().equals(name)) {
            failure = new AssertionError("the state is " + name);
        } else if (!stopped) {
            LATER.execute(this::next);
        }
    }

    void stop() {
        stopped = true;
    }

    int calls() {
        return calls.get();
    }

    /** Returns why it has given up; null if it has not. */
    Throwable failure() {
        return failure;
    }
}
