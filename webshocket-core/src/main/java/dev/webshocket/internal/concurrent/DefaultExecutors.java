package dev.webshocket.internal.concurrent;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads for calls if the platform does not provide them: virtual threads on Java 21 and later, else three bounded pools
 * of daemon threads. Close it after the engine. Safe for use by any thread.
 */
public final class DefaultExecutors implements AutoCloseable {

    private static final long IDLE_SECONDS = 60;

    private static final int MOST_THREADS = 0x7fff;

    /** How long the end waits for threads. */
    private static final long END_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ExecutorService calls;
    private final ExecutorService concurrent;
    private final ExecutorService upkeep;
    private final SteadyTimer timer;
    private final CallExecutors executors;

    /** The platform threads that have been started, as long as they are in memory. */
    private final Set<Thread> started = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** Makes the pool of a purpose. */
    @FunctionalInterface
    private interface Pools {

        ExecutorService make(String name, int threads, Set<Thread> started);
    }

    /**
     * Starts the executors.
     *
     * @param workerThreads how many calls, and how many streams, may run at a time where Java has no virtual threads; a
     *     quarter more threads are for {@linkplain FairExecutor clients that have few}
     */
    public DefaultExecutors(int workerThreads) {
        this(workerThreads, "");
    }

    /**
     * Starts the executors, named after an application.
     *
     * @param workerThreads as {@link #DefaultExecutors(int)} has it
     * @param application makes names such as {@code webshocket-shop-calls-7}; empty for {@code webshocket-calls-7}
     */
    public DefaultExecutors(int workerThreads, String application) {
        this(
                names(application),
                workerThreads,
                (name, threads, started) -> VirtualThreads.executor(name).orElseGet(() -> pool(name, threads, started)),
                Thread.currentThread().getContextClassLoader());
    }

    private DefaultExecutors(String names, int workerThreads, Pools pools, ClassLoader timerLoader) {
        calls = pools.make(names + "calls-", FairExecutor.threadsFor(workerThreads), started);
        concurrent = pools.make(names + "streams-", FairExecutor.threadsFor(workerThreads), started);
        upkeep = pools.make(names + "upkeep-", workerThreads, started);
        ThreadFactory timers = new DaemonThreads(names + "timer-", timerLoader);
        timer = new SteadyTimer(task -> {
            Thread thread = timers.newThread(task);
            started.add(thread);
            return thread;
        });
        executors = calls instanceof ForkJoinPool
                ? fair(
                        new CallExecutors(
                                named(calls, names + "calls-"),
                                named(concurrent, names + "streams-"),
                                named(upkeep, names + "upkeep-"),
                                timer),
                        workerThreads)
                : new CallExecutors(calls, concurrent, upkeep, timer);
    }

    /**
     * Prevents one client from using all threads of executors.
     *
     * @param executors each of whose pools runs at least {@link FairExecutor#threadsFor} tasks at a time
     * @param common how many tasks may run at a time, beside those with reserved places
     * @return executors on the same threads
     */
    public static CallExecutors fair(CallExecutors executors, int common) {
        FairExecutor calls = new FairExecutor(executors.calls(), common, executors.upkeep(), System::nanoTime);
        FairExecutor concurrent =
                new FairExecutor(executors.concurrent(), common, executors.upkeep(), System::nanoTime);
        executors.timer().scheduleWithFixedDelay(concurrent::refuseLate, 1, 1, TimeUnit.SECONDS);
        return new CallExecutors(calls, concurrent, executors.upkeep(), executors.timer());
    }

    private static String names(String application) {
        return application.isEmpty() ? "webshocket-" : "webshocket-" + application + '-';
    }

    /** Names threads by their purpose when they start, because the JDK's own factory, which must create them, does not. */
    private static Executor named(Executor pool, String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> pool.execute(() -> {
            Thread thread = Thread.currentThread();
            if (!thread.getName().startsWith(name)) {
                thread.setName(name + count.incrementAndGet());
            }
            task.run();
        });
    }

    /**
     * Starts executors of platform threads, on any Java, for a platform that sets the context of each task. The threads have no
     * reference to the class loader or a class of an application, so a leaked thread does not leak the application.
     *
     * @param workerThreads how many calls, and how many streams, may run at a time; a quarter more threads are for
     * {@linkplain     FairExecutor clients that have few}
     * @return executors, which are to be closed
     */
    public static DefaultExecutors ofPlatformThreads(int workerThreads) {
        return ofPlatformThreads(workerThreads, "");
    }

    /**
     * Starts executors of platform threads, as {@link #ofPlatformThreads(int)} does, named after an application.
     *
     * @param workerThreads how many calls, and how many streams, may run at a time
     * @param application makes names such as {@code webshocket-shop-calls-7}; empty for {@code webshocket-calls-7}
     * @return executors, which are to be closed
     */
    public static DefaultExecutors ofPlatformThreads(int workerThreads, String application) {
        return new DefaultExecutors(
                names(application),
                workerThreads,
                (name, threads, started) -> pool(ForkJoinPool.defaultForkJoinWorkerThreadFactory, threads, started),
                ClassLoader.getSystemClassLoader());
    }

    /**
     * Returns the executors for the engine.
     *
     * @return executors that end with {@link #close()}
     */
    public CallExecutors executors() {
        return executors;
    }

    /** Accepts no more tasks, and ends the threads when the accepted ones have run. Periodic and delayed tasks are dropped. */
    public void shutdown() {
        timer.shutdownNow();
        calls.shutdown();
        concurrent.shutdown();
        upkeep.shutdown();
    }

    /**
     * Interrupts what still runs and ends the threads. Waits for them, up to a second in all: some servers warn of threads that are left
     * when an application has stopped. If the current thread is interrupted, it does not wait any longer, and stays interrupted.
     */
    @Override
    public void close() {
        List<ExecutorService> all = List.of(timer, calls, concurrent, upkeep);
        all.forEach(ExecutorService::shutdownNow);
        long deadline = System.nanoTime() + END_NANOS;
        try {
            for (ExecutorService each : all) {
                each.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            // A pool ends just before its last threads do.
            for (Thread each : List.copyOf(started)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left > 0 && each != Thread.currentThread()) {
                    each.join(left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A fork-join pool, because it starts a thread only if none is idle, and up to its bound if all are blocked. Its queues
     * need no bound of their own: a connection has one lane and a bounded number of calls beside it.
     */
    private static ExecutorService pool(String name, int threads, Set<Thread> started) {
        AtomicInteger count = new AtomicInteger();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return pool(
                owner -> {
                    ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(owner);
                    thread.setName(name + count.incrementAndGet());
                    // The default is the system class loader, which does not have the application's classes.
                    thread.setContextClassLoader(loader);
                    return thread;
                },
                threads,
                started);
    }

    private static ExecutorService pool(
            ForkJoinPool.ForkJoinWorkerThreadFactory factory, int wanted, Set<Thread> started) {
        // The settings allow as many as a fork-join pool may have; then none remain for clients that have few.
        int threads = Math.min(wanted, MOST_THREADS);
        return new ForkJoinPool(
                threads,
                owner -> {
                    ForkJoinWorkerThread thread = factory.newThread(owner);
                    started.add(thread);
                    return thread;
                },
                null,
                true,
                threads,
                threads,
                0,
                // If all threads block, tasks wait: replacing blocked threads would exceed the bound.
                saturated -> true,
                IDLE_SECONDS,
                TimeUnit.SECONDS);
    }
}
