package dev.webshocket.cdi.servlet;

import dev.webshocket.spi.CallExecutors;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/** Pools of the server's managed threads, within a bound of ours. Safe for use by any thread. */
final class ManagedExecutors implements AutoCloseable {

    private final ExecutorService calls;
    private final ExecutorService concurrent;
    private final ScheduledThreadPoolExecutor timer;

    private ManagedExecutors(ManagedThreadFactory threads, int most) {
        calls = pool("webshocket-call-", threads, most);
        concurrent = pool("webshocket-stream-", threads, most);
        timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Uses what JNDI has; in a method of this class, so that servers without Jakarta Concurrency never load its types. */
    static ManagedExecutors start(Object threads, int most) {
        return new ManagedExecutors((ManagedThreadFactory) threads, most);
    }

    /** A fork-join pool for the reason that the pools of {@link dev.webshocket.spi.DefaultExecutors} are such. */
    private static ExecutorService pool(String name, ManagedThreadFactory threads, int most) {
        AtomicInteger count = new AtomicInteger();
        return new ForkJoinPool(
                most,
                pool -> {
                    ForkJoinWorkerThread thread = threads.newThread(pool);
                    thread.setName(name + count.incrementAndGet());
                    return thread;
                },
                null,
                true);
    }

    CallExecutors executors() {
        return new CallExecutors(calls, concurrent, timer);
    }

    /** Interrupts what still runs and ends the threads. */
    @Override
    public void close() {
        timer.shutdownNow();
        calls.shutdownNow();
        concurrent.shutdownNow();
    }
}
