package dev.webshocket.internal.channel;

import dev.webshocket.ChannelException;
import dev.webshocket.RpcException;
import dev.webshocket.internal.concurrent.ContainerThread;
import dev.webshocket.internal.log.SampledLog;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The answers of a store, such as the log of messages, which may be on another machine: waits for them, and logs failures. Immutable;
 * safe for use by any thread.
 */
final class StoreAnswers {

    /** A store that cannot answer should say so much earlier. */
    private static final long MOST_SECONDS = 30;

    private final SampledLog log;
    private final String code;
    private final String store;

    /**
     * Makes it.
     *
     * @param log gets failures
     * @param code of failures, such as WEBSHOCKET-0263
     * @param store what fails, for messages
     */
    StoreAnswers(SampledLog log, String code, String store) {
        this.log = log;
        this.code = code + ": ";
        this.store = store;
    }

    /** Calls the store. The answer fails if the call throws. */
    static <T> CompletionStage<T> of(Supplier<CompletionStage<T>> call) {
        try {
            return call.get();
        } catch (Throwable e) {
            return CompletableFuture.failedStage(e);
        }
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
            throw new ChannelException(code + what
                    + " would block the container's thread; use the asynchronous method, or remove @NonBlocking");
        }
        try {
            return answer.toCompletableFuture().get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChannelException(code + "the thread was interrupted while it waited for " + what);
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

    /** Logs a failure of which nobody else learns; returns the answer. */
    <T> CompletionStage<T> watch(CompletionStage<T> answer, String what) {
        return answer.whenComplete((value, failure) -> {
            if (failure != null && cause(failure) instanceof RpcException known) {
                // The store has said what is wrong, for instance that it is away for a moment.
                log.event(Level.WARNING, code + store + " failed", () -> what + ": " + known.getMessage());
            } else if (failure != null) {
                log(cause(failure), what);
            }
        });
    }

    private RpcException failure(Throwable failure, String what) {
        Throwable cause = cause(failure);
        return cause instanceof RpcException known
                ? known
                : new ChannelException(code + "the server failed at " + what + ", error " + log(cause, what), cause);
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Returns the id of the error in the log. */
    private String log(Throwable cause, String what) {
        return log.failure(Level.ERROR, code + store + " failed", cause, error -> what + ", error " + error);
    }
}
