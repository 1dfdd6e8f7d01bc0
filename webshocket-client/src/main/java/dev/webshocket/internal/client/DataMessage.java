package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A message that is no call: done when it has been handed to the link. Safe for use by any thread. */
final class DataMessage implements Submission {

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
    public int bytes() {
        return message.length;
    }

    @Override
    public void sendOn(ClientSession link) {
        link.send(message);
        done.complete(null);
    }

    @Override
    public void failed(Supplier<? extends ClientException> failure) {
        done.completeExceptionally(failure.get());
    }
}
