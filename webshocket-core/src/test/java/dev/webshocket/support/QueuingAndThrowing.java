package dev.webshocket.support;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * An executor that queues each task but throws anyway, as the JDK's fork-join pool does when it cannot start a thread.
 * For one thread.
 */
public final class QueuingAndThrowing implements Executor {

    private final Deque<Runnable> queued = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        queued.add(task);
        throw new OutOfMemoryError("unable to create native thread (injected)");
    }

    /** Runs the queued tasks, as the pool does once one of its threads is idle. */
    public void runQueued() {
        while (!queued.isEmpty()) {
            queued.remove().run();
        }
    }
}
