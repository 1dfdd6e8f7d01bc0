package dev.webshocket.internal.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The threads of one client: the application's executor, or what all clients share, and the shared timer. Safe for use by
 * any thread.
 */
final class ClientThreads implements AutoCloseable {

    private static final long LONGEST_WATCH_MILLIS = 1_000;
    private static final long SHORTEST_WATCH_MILLIS = 10;

    private final ClientRuntime.Lease runtime;
    private final Executor executor;

    /**
     * Makes them.
     *
     * @param runtime given up when this is closed
     * @param executor the application's, null for the shared one
     */
    ClientThreads(ClientRuntime.Lease runtime, Executor executor) {
        this.runtime = runtime;
        this.executor = executor;
    }

    /** Runs a task that may block. */
    void execute(Runnable task) {
        if (executor != null) {
            try {
                executor.execute(task);
                return;
            } catch (RejectedExecutionException e) {
                // The application has ended its executor before its client, which must come to its end all the same.
            }
        }
        runtime.execute(task);
    }

    /**
     * Runs a task that sends, which does not block. The application's tasks may fill their threads with waiting for what it
     * sends, so that it must not wait for them.
     */
    void send(Runnable task) {
        runtime.executeSoon(task);
    }

    /**
     * Makes a future for the application of one of ours: what depends on it runs on these threads, and never on those of the
     * container, which complete ours.
     */
    <T, R> CompletableFuture<R> promise(CompletableFuture<T> ours, Function<? super T, ? extends R> result) {
        CompletableFuture<R> promised = new CompletableFuture<>();
        ours.whenComplete((value, failure) -> execute(() -> {
            if (failure != null) {
                promised.completeExceptionally(failure);
                return;
            }
            try {
                promised.complete(result.apply(value));
            } catch (RuntimeException e) {
                promised.completeExceptionally(e);
            }
        }));
        return promised;
    }

    /** Runs a short task once after a time. */
    Future<?> schedule(Runnable task, Duration delay) {
        try {
            return runtime.timer().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The client has been closed meanwhile.
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Runs a short task four times in each interval, and once a second at least; an interval of zero is for ever. */
    Future<?> every(Runnable task, Duration interval) {
        long quarter = interval.isZero() ? LONGEST_WATCH_MILLIS : interval.toMillis() / 4;
        long period = Math.max(SHORTEST_WATCH_MILLIS, Math.min(LONGEST_WATCH_MILLIS, quarter));
        try {
            return runtime.timer().scheduleWithFixedDelay(task, period, period, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Takes part in the shared threads no longer; what has been given to them already still runs. */
    @Override
    public void close() {
        runtime.close();
    }
}
