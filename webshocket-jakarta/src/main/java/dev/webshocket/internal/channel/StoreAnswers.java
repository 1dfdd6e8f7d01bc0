package dev.webshocket.internal.channel;

import dev.webshocket.ChannelException;
import dev.webshocket.RpcException;
import dev.webshocket.internal.concurrent.ContainerThread;
import dev.webshocket.internal.log.SampledLog;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for the answers of stores, such as the log of messages, which may be on other machines. Immutable; safe for use by any
 * thread.
 */
final class StoreAnswers {

    /** A store that cannot answer should say so much earlier. */
    private static final long MOST_SECONDS = 30;

    private final SampledLog log;

    /** Makes it; failures go to the log. */
    StoreAnswers(SampledLog log) {
        this.log = log;
    }

    /** Tells whether the current thread gets the answer at once, or may wait for it. */
    static boolean mayWait(CompletionStage<?> answer) {
        return !ContainerThread.isCurrent() || answer.toCompletableFuture().isDone();
    }

    /**
     * Waits for an answer.
     *
     * @param what is asked for, for messages
     * @throws ChannelException if the store fails or does not answer in time, the thread is interrupted, or it must not wait
     */
    <T> T await(CompletionStage<T> answer, String what) {
        if (!mayWait(answer)) {
            throw new ChannelException(
                    what + " would block the container's thread; use the asynchronous method, or remove @NonBlocking");
        }
        try {
            return answer.toCompletableFuture().get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChannelException("the thread was interrupted while it waited for " + what);
        } catch (ExecutionException | TimeoutException e) {
            throw failure(e, what);
        }
    }

    /** Returns an answer that fails as {@link #await} does. */
    <T> CompletionStage<T> translated(CompletionStage<T> answer, String what) {
        return answer.handle((value, failure) -> {
            if (failure != null) {
                throw failure(failure, what);
            }
            return value;
        });
    }

    /** Logs a failure of which nobody else learns. */
    void watch(CompletionStage<?> answer, String what) {
        answer.whenComplete((value, failure) -> {
            if (failure != null) {
                failure(failure, what);
            }
        });
    }

    private RpcException failure(Throwable failure, String what) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof RpcException known) {
            return known;
        }
        String id = log.failure(
                Level.ERROR, "WEBSHOCKET-0263: a store of channels failed", cause, error -> what + ", error " + error);
        return new ChannelException("the server failed at " + what + ", error " + id, cause);
    }
}
