package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A message that is no call: done when it has been handed to the link. Safe for use by any thread. */
final class DataMessage implements Outgoing {

    private final byte[] message;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    DataMessage(byte[] message) {
        this.message = message;
    }

    /** Returns when it is done; on threads on which nothing of the application's may run. */
    CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public byte[] message() {
        return message;
    }

    @Override
    public boolean isOver() {
        return done.isDone();
    }

    @Override
    public void sent() {
        done.complete(null);
    }

    @Override
    public void failed(ClientException failure) {
        done.completeExceptionally(failure);
    }

    void timedOut(Duration timeout) {
        failed(ClientFailures.notSent(timeout));
    }
}
