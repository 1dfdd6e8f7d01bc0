package dev.webshocket.internal.client;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Runs tasks in order, one at a time, on an executor. Tasks may be added under a lock, since none runs before {@link
 * #kick}. Safe for use by any thread.
 */
final class CallbackLane {

    private final Executor executor;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    CallbackLane(Executor executor) {
        this.executor = executor;
    }

    /** Adds a task, which must not throw anything. */
    synchronized void add(Runnable task) {
        tasks.add(task);
    }

    /** Submits the added tasks to the executor. */
    void kick() {
        synchronized (this) {
            if (running || tasks.isEmpty()) {
                return;
            }
            running = true;
        }
        executor.execute(this::run);
    }

    private void run() {
        for (Runnable task = next(); task != null; task = next()) {
            task.run();
        }
    }

    private synchronized Runnable next() {
        Runnable task = tasks.poll();
        running = task != null;
        return task;
    }
}
