package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A message other than a call; it is done when the link has it. Safe for use by any thread. */
final class DataMessage implements Submission {

    private final byte[] message;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    DataMessage(byte[] message) {
        this.message = message;
    }

    /** Completes when the message is done, on threads that must not run the application's code. */
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
