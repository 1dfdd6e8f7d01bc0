package dev.webshocket.internal.client;

import dev.webshocket.internal.calls.IncomingCall;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Blocks an application's thread until a result is there. */
final class Waiting {

    private Waiting() {}

    /**
     * Waits for a result.
     *
     * @param giveUp runs if the thread is interrupted; its interrupt status stays set
     * @throws dev.webshocket.client.ClientException if the thread is interrupted
     */
    static <T> T await(CompletableFuture<T> future, Runnable giveUp) {
        if (!future.isDone() && IncomingCall.current() instanceof ExposedCall call) {
            // What it waits for may need a call of the server to be answered.
            call.letPass();
        }
        try {
            return future.get();
        } catch (InterruptedException e) {
            giveUp.run();
            Thread.currentThread().interrupt();
            throw ClientFailures.interrupted();
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        }
    }

    /** Returns the exception to throw: the failure itself, since all of ours are unchecked. */
    static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            // Another thread created it: the stack trace would show that thread, not this caller.
            unchecked.fillInStackTrace();
            return unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        CancellationException other = new CancellationException(String.valueOf(failure));
        other.initCause(failure);
        return other;
    }
}
