package dev.webshocket.internal.client;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits on a thread of the application's. */
final class Waiting {

    private Waiting() {}

    /**
     * Waits for a result.
     *
     * @param giveUp run where the thread is interrupted, which then is still interrupted
     * @throws dev.webshocket.client.ClientException if the thread is interrupted
     */
    static <T> T await(CompletableFuture<T> future, Runnable giveUp) {
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

    /** Returns what is thrown for a failure: itself, since all of ours are unchecked. */
    static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            // Another thread made it for this caller: its stack trace would show that thread.
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
