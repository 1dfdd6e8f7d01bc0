package dev.webshocket.internal.concurrent;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A task that one thread at a time runs, and runs again for each request that came meanwhile, so that no request is missed and no
 * thread waits. Safe for use by any thread; to be requested under no lock.
 */
public final class SerialTask {

    private final Runnable task;
    private final AtomicInteger requests = new AtomicInteger();

    /**
     * Makes a task that nobody has requested.
     *
     * @param task does all that there is to do
     */
    public SerialTask(Runnable task) {
        this.task = task;
    }

    /**
     * Runs the task, unless another thread is at it, which then runs it once more.
     *
     * @throws RuntimeException what the task has thrown last, after all requests have been met; an {@link Error} likewise
     */
    public void request() {
        if (requests.getAndIncrement() > 0) {
            return;
        }
        Throwable failure = null;
        int seen = requests.get();
        do {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                // The requests that came meanwhile have to be met nevertheless.
                failure = e;
            }
            seen = requests.addAndGet(-seen);
        } while (seen > 0);
        Rethrow.unlessNull(failure);
    }
}
