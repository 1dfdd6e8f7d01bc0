package dev.webshocket.tyrus;

import dev.webshocket.internal.log.SampledLog;
import java.lang.System.Logger.Level;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.glassfish.grizzly.Transport.State;
import org.glassfish.grizzly.memory.MemoryManager;
import org.glassfish.grizzly.nio.SelectorRunner;
import org.glassfish.grizzly.threadpool.AbstractThreadPool;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;

/**
 * A fixed number of Grizzly threads that live as long as the pool. In Grizzly's own pools an {@code Error}, such as an
 * {@link OutOfMemoryError}, ends its thread, which is not replaced; a selector without its thread is dead. Here the
 * error is logged, and the thread continues with its next task or with its selector. Safe for use by any thread.
 */
final class SteadyPool extends AbstractThreadPool {

    /** Keeps a permanent failure from using a whole processor. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final BlockingQueue<Runnable> tasks;
    private final SampledLog log;

    /**
     * Starts the threads, which are daemons.
     *
     * @param memory the transport's memory, of which Grizzly's threads keep a part
     * @param log logs the failures that a thread has survived
     */
    SteadyPool(String name, int threads, MemoryManager<?> memory, SampledLog log) {
        this(new LinkedTransferQueue<>(), name, threads, memory, log);
    }

    private SteadyPool(
            BlockingQueue<Runnable> tasks, String name, int threads, MemoryManager<?> memory, SampledLog log) {
        super(ThreadPoolConfig.defaultConfig()
                .copy()
                .setPoolName(name)
                .setCorePoolSize(threads)
                .setMaxPoolSize(threads)
                .setPriority(Thread.NORM_PRIORITY)
                .setMemoryManager(memory)
                .setQueue(tasks)
                .setDaemon(true));
        this.tasks = tasks;
        this.log = log;
        synchronized (stateLock) {
            for (int i = 0; i < threads; i++) {
                startWorker(new SteadyWorker());
            }
        }
    }

    @Override
    public void execute(Runnable task) {
        if (!running) {
            throw new RejectedExecutionException("the pool has ended");
        }
        tasks.add(task instanceof SelectorRunner selector ? () -> keepRunning(selector) : task);
        if (!running && tasks.remove(task)) {
            throw new RejectedExecutionException("the pool has ended");
        }
    }

    private void keepRunning(SelectorRunner selector) {
        while (true) {
            try {
                selector.run();
                return;
            } catch (Throwable e) {
                survived(e);
                if (selector.getState() != State.STARTED) {
                    return;
                }
                // In Grizzly another run continues the selector.
                selector.postpone();
            }
        }
    }

    private void survived(Throwable failure) {
        try {
            log.failure(
                    Level.ERROR,
                    "WEBSHOCKET-0240: a thread of the server goes on after a failure that would have ended it",
                    failure,
                    id -> Thread.currentThread().getName() + ", error " + id
                            + "; where it is for a lack of memory, have the JVM end itself instead, by"
                            + " -XX:+ExitOnOutOfMemoryError");
        } catch (Throwable e) {
            // Logging may need the memory that is missing.
        }
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    private final class SteadyWorker extends Worker {

        @Override
        protected Runnable getTask() throws InterruptedException {
            return tasks.take();
        }

        @Override
        protected void doWork() {
            while (true) {
                try {
                    super.doWork();
                    return;
                } catch (Throwable e) {
                    survived(e);
                }
            }
        }
    }
}
