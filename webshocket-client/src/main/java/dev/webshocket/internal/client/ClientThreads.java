package dev.webshocket.internal.client;

import dev.webshocket.internal.client.socket.HttpClients;
import dev.webshocket.internal.client.socket.HttpSetting;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The threads of one client: the application's executor, or what all clients share, and the shared timer. What is the
 * application's runs with the class loader of the thread that made the client. Safe for use by any thread.
 */
final class ClientThreads implements AutoCloseable {

    private static final Duration LONGEST_DELAY = Duration.ofDays(36_500);
    private static final long LONGEST_WATCH_MILLIS = 1_000;
    private static final long SHORTEST_WATCH_MILLIS = 10;

    private final ClientRuntime.Lease runtime;
    private final Executor executor;
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

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

    /** Runs a callback, which may block. */
    void callBack(Runnable task) {
        run(task, runtime::callBack);
    }

    /** Runs what completes futures of the application's, and so what depends on them. */
    void complete(Runnable task) {
        run(task, runtime::complete);
    }

    /** Runs what connects, which blocks where the application's callbacks do. */
    void connect(Runnable task) {
        run(task, runtime::connect);
    }

    /** Gives an HTTP client with a setting. */
    HttpClients.Lease http(HttpSetting setting) {
        return runtime.http(setting);
    }

    /** Returns the timer, for tasks that do not block. */
    ScheduledExecutorService timer() {
        return runtime.timer();
    }

    private void run(Runnable task, Consumer<Runnable> own) {
        Runnable loaded = () -> {
            Thread current = Thread.currentThread();
            ClassLoader before = current.getContextClassLoader();
            current.setContextClassLoader(loader);
            try {
                task.run();
            } finally {
                current.setContextClassLoader(before);
            }
        };
        if (executor != null) {
            try {
                executor.execute(loaded);
                return;
            } catch (RejectedExecutionException e) {
                // The application has ended its executor before its client, which must come to its end all the same.
            }
        }
        own.accept(loaded);
    }

    /**
     * Makes a future for the application of one of ours: what depends on it runs on the client's threads, and never on those
     * that read, which complete ours.
     */
    <T, R> CompletableFuture<R> promise(CompletableFuture<T> ours, Function<? super T, ? extends R> result) {
        CompletableFuture<R> promised = new CompletableFuture<>();
        ours.whenComplete((value, failure) -> complete(() -> {
            if (failure != null) {
                promised.completeExceptionally(failure);
                return;
            }
            try {
                promised.complete(result.apply(value));
            } catch (Throwable e) {
                // An Error as well: no caller may wait for ever.
                promised.completeExceptionally(e);
            }
        }));
        return promised;
    }

    /** Runs a short task once after a time; the timer, which all clients share, does not wait for it. */
    Future<?> schedule(Runnable task, Duration delay) {
        if (delay.compareTo(LONGEST_DELAY) > 0) {
            return CompletableFuture.completedFuture(null);
        }
        try {
            return runtime.timer().schedule(() -> runtime.send(task), delay.toNanos(), TimeUnit.NANOSECONDS);
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

    /** Gives up the shared threads; tasks that they have still run. */
    @Override
    public void close() {
        runtime.close();
    }
}
