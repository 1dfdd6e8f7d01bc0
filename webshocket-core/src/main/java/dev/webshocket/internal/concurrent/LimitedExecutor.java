package dev.webshocket.internal.concurrent;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs tasks on the threads of another executor, a bounded number at a time, so that its other threads stay free. Further tasks
 * wait in order. Their number has no bound here: the callers bound it. If the other executor has no thread, tasks run on the
 * current one.
 *
 * <p>Safe for use by any thread. Its lock is not held while a task runs.
 */
public final class LimitedExecutor implements Executor {

    private final Executor threads;
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
        this.threads = new CallerRuns(threads);
        this.most = most;
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

    /** Runs a task, and then the waiting ones. */
    private void runFrom(Runnable first) {
        Runnable task = first;
        try {
            while (task != null) {
                task.run();
                task = next();
            }
        } finally {
            if (task != null) {
                // It has thrown, but the tasks after it must run.
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
