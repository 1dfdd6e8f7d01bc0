package dev.webshocket.internal.concurrent;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs each task on another executor, or on the current thread if that executor rejects it or cannot start a thread. Each task
 * runs exactly once, even if the executor queues it and throws nevertheless. Safe for use by any thread.
 *
 * @param threads runs the tasks that it accepts
 */
public record CallerRuns(Executor threads) implements Executor {

    @Override
    public void execute(Runnable task) {
        if (!tryExecute(task)) {
            task.run();
        }
    }

    /** Runs a task on the other executor; returns false if that executor has no thread, and then never runs it. */
    boolean tryExecute(Runnable task) {
        Claim claim = new Claim();
        try {
            threads.execute(claim.guard(task));
            return true;
        } catch (RejectedExecutionException | Error e) {
            // It may have queued the task nevertheless.
            return !claim.take();
        }
    }
}
