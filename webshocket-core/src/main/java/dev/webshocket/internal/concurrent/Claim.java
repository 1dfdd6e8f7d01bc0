package dev.webshocket.internal.concurrent;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets one of several tasks run, and that once. A thread pool may throw from {@code execute}, for want of a thread, though it
 * has queued the task: what is done in place of the task has to claim it first. Safe for use by any thread.
 */
public final class Claim {

    private final AtomicBoolean taken = new AtomicBoolean();

    /** Takes it; tells whether nobody had. */
    public boolean take() {
        return taken.compareAndSet(false, true);
    }

    /** Makes a task that takes the claim first, and does nothing where it has been taken. */
    public Runnable guard(Runnable task) {
        return () -> {
            if (take()) {
                task.run();
            }
        };
    }
}
