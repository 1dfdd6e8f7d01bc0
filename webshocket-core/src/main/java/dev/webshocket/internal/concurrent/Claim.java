package dev.webshocket.internal.concurrent;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets one of several tasks run, once. A thread pool may queue a task and throw from {@code execute} nevertheless, for lack of a thread:
 * the replacement of the task has to claim it first. Safe for use by any thread.
 */
public final class Claim {

    private final AtomicBoolean taken = new AtomicBoolean();

    /** Takes the claim; returns false if it was taken before. */
    public boolean take() {
        return taken.compareAndSet(false, true);
    }

    /** Makes a task that takes the claim first, and does nothing if the claim was taken before. */
    public Runnable guard(Runnable task) {
        return () -> {
            if (take()) {
                task.run();
            }
        };
    }
}
