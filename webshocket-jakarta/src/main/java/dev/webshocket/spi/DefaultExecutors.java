package dev.webshocket.spi;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The threads that calls run on where the platform has none of its own: virtual ones where Java has them (21 and
 * later), else three bounded pools of daemon threads. Close it after the engine. Safe for use by any thread.
 */
public final class DefaultExecutors implements AutoCloseable {

    private static final long IDLE_SECONDS = 60;

    private final ExecutorService calls;
    private final ExecutorService concurrent;
    private final ExecutorService upkeep;
    private final SteadyTimer timer;

    /**
     * Starts the executors.
     *
     * @param workerThreads how many threads each pool has at most where Java has no virtual threads
     */
    public DefaultExecutors(int workerThreads) {
        this(
                name -> VirtualThreads.executor(name).orElseGet(() -> pool(name, workerThreads)),
                Thread.currentThread().getContextClassLoader());
    }

    private DefaultExecutors(Function<String, ExecutorService> pools, ClassLoader timerLoader) {
        calls = pools.apply("webshocket-call-");
        concurrent = pools.apply("webshocket-stream-");
        upkeep = pools.apply("webshocket-upkeep-");
        timer = new SteadyTimer(daemons("webshocket-timer-", timerLoader));
    }

    /**
     * Starts executors of platform threads, whatever Java has, for a platform that gives each task the context that it is to
     * have, by {@link CallContexts}: the threads themselves know nothing of an application, neither its class loader nor any
     * class of it, so that whatever keeps one of them after its end does not keep the application.
     *
     * @param workerThreads how many threads each of the three pools has at most
     * @return executors, which are to be closed
     */
    public static DefaultExecutors ofPlatformThreads(int workerThreads) {
        return new DefaultExecutors(
                name -> pool(ForkJoinPool.defaultForkJoinWorkerThreadFactory, workerThreads),
                ClassLoader.getSystemClassLoader());
    }

    /**
     * Returns the executors for the engine.
     *
     * @return executors that end with {@link #close()}
     */
    public CallExecutors executors() {
        return new CallExecutors(calls, concurrent, upkeep, timer);
    }

    /** Takes no more tasks, and ends the threads when those that it has are done. Periodic and delayed tasks are dropped. */
    public void shutdown() {
        timer.shutdownNow();
        calls.shutdown();
        concurrent.shutdown();
        upkeep.shutdown();
    }

    /** Interrupts what still runs and ends the threads. */
    @Override
    public void close() {
        timer.shutdownNow();
        calls.shutdownNow();
        concurrent.shutdownNow();
        upkeep.shutdownNow();
    }

    /**
     * A fork-join pool, since it starts a thread only where none is idle, and up to its bound where all are blocked. Its
     * queues need no bound of their own: a connection has one lane and a bounded number of calls beside it.
     */
    private static ExecutorService pool(String name, int threads) {
        AtomicInteger count = new AtomicInteger();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return pool(
                owner -> {
                    ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(owner);
                    thread.setName(name + count.incrementAndGet());
                    // Its own default is the system's class loader, which knows nothing of an application.
                    thread.setContextClassLoader(loader);
                    return thread;
                },
                threads);
    }

    private static ExecutorService pool(ForkJoinPool.ForkJoinWorkerThreadFactory factory, int threads) {
        return new ForkJoinPool(
                threads,
                factory,
                null,
                true,
                threads,
                threads,
                0,
                // Where all wait, they wait: more threads in place of those that do would be no bound.
                saturated -> true,
                IDLE_SECONDS,
                TimeUnit.SECONDS);
    }

    private static ThreadFactory daemons(String name, ClassLoader loader) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + count.incrementAndGet());
            thread.setDaemon(true);
            // Its own default is that of whoever comes with the first task.
            thread.setContextClassLoader(loader);
            return thread;
        };
    }
}
