package dev.webshocket.internal.concurrent;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Runs tasks on the threads of another executor, a bounded number at a time, so that its other threads stay free. Further tasks
 * wait in order. Their number has no bound here: the callers bound it. If the other executor has no thread, tasks run on the
 * current one.
 *
 * <p>A thread that has run tasks for some time goes behind what else waits for the other executor: virtual threads share a few
 * processors, and one that always has a next task would keep its processor.
 *
 * <p>Safe for use by any thread. Its lock is not held while a task runs.
 */
public final class LimitedExecutor implements Executor {

    /** How long a thread runs tasks before others have their turn. */
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final CallerRuns threads;
    private final LongSupplier nanoClock;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;

    /**
     * Makes an executor.
     *
     * @param threads runs the tasks
     * @param most how many tasks may run at a time, at least 1
     */
    public LimitedExecutor(Executor threads, int most) {
        this(threads, most, System::nanoTime);
    }

    LimitedExecutor(Executor threads, int most, LongSupplier nanoClock) {
        this.threads = new CallerRuns(threads);
        this.most = most;
        this.nanoClock = nanoClock;
    }

    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            if (running == most) {
                waiting.add(task);
                return;
            }
            running++;
        } finally {
            lock.unlock();
        }
        start(task);
    }

    private void start(Runnable task) {
        threads.execute(() -> runFrom(task));
    }

    /** Runs a task, and then the waiting ones, until the turn is over. */
    private void runFrom(Runnable first) {
        long begin = nanoClock.getAsLong();
        Runnable task = first;
        while (task != null) {
            runOrGoOn(task);
            Runnable next = next();
            boolean isOver = next != null && nanoClock.getAsLong() - begin >= TURN_NANOS;
            task = isOver && threads.tryExecute(() -> runFrom(next)) ? null : next;
        }
    }

    /** Runs a task. If it throws, the tasks after it run nevertheless. */
    private void runOrGoOn(Runnable task) {
        boolean thrown = true;
        try {
            task.run();
            thrown = false;
        } finally {
            if (thrown) {
                Runnable next = next();
                if (next != null) {
                    start(next);
                }
            }
        }
    }

    /** Takes the next task in place of one that has ended; null if none waits. */
    private Runnable next() {
        lock.lock();
        try {
            Runnable next = waiting.poll();
            if (next == null) {
                running--;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }
}
