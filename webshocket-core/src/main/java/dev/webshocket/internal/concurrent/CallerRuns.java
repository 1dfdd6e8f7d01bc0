package dev.webshocket.internal.concurrent;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs each task on the threads of another executor, or on the current thread where that executor rejects the task or can
 * start no thread. Every task runs exactly once, for an executor may queue a task and throw all the same. Safe for use by
 * any thread.
 *
 * @param threads runs the tasks as long as it takes them
 */
public record CallerRuns(Executor threads) implements Executor {

    @Override
    public void execute(Runnable task) {
        Runnable once = new Claim().guard(task);
        try {
            threads.execute(once);
        } catch (RejectedExecutionException | Error e) {
            once.run();
        }
    }
}
