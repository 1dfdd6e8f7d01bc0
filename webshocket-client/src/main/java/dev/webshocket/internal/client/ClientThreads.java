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
 * The threads of one client: the application's executor or the shared one, and the shared timer. The application's code
 * runs with the class loader of the thread that created the client. Safe for use by any thread.
 */
final class ClientThreads implements AutoCloseable {

    private static final Duration LONGEST_DELAY = Duration.ofDays(36_500);

    private final ClientRuntime.Lease runtime;
    private final Executor executor;
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

    /**
     * Makes them.
     *
     * @param runtime released when this is closed
     * @param executor the application's executor, null for the shared one
     */
    ClientThreads(ClientRuntime.Lease runtime, Executor executor) {
        this.runtime = runtime;
        this.executor = executor;
    }

    /** Runs a callback, which may block. */
    void callBack(Runnable task) {
        run(task, runtime::callBack);
    }

    /** Completes the application's futures, and so runs their dependent stages. */
    void complete(Runnable task) {
        run(task, runtime::complete);
    }

    /** Runs attempts to connect, which may block in the application's callbacks. */
    void connect(Runnable task) {
        run(task, runtime::connect);
    }

    /** Leases an HTTP client with this setting. */
    HttpClients.Lease http(HttpSetting setting) {
        return runtime.http(setting);
    }

    /** Returns the timer, for tasks that never block. */
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
                // The application has ended its executor before its client; the client must still end.
            }
        }
        own.accept(loaded);
    }

    /**
     * Creates the application's future for an internal one. The reading threads complete the internal one; dependent
     * stages run on the client's threads instead.
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
                // Also for an Error: no caller may wait for ever.
                promised.completeExceptionally(e);
            }
        }));
        return promised;
    }

    /** Runs a short task once after a delay, without blocking the shared timer. */
    Future<?> schedule(Runnable task, Duration delay) {
        if (delay.compareTo(LONGEST_DELAY) > 0) {
            return CompletableFuture.completedFuture(null);
        }
        try {
            return runtime.timer().schedule(() -> runtime.send(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The client was closed in the meantime.
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Runs a short task again and again, with this time between two runs. */
    Future<?> every(Runnable task, Duration interval) {
        long period = interval.toMillis();
        try {
            return runtime.timer().scheduleWithFixedDelay(task, period, period, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Releases the shared threads; submitted tasks still run. */
    @Override
    public void close() {
        runtime.close();
    }
}
