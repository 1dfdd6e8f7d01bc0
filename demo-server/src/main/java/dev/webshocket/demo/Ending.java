package dev.webshocket.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a thread cleanly when the process is told to end, for instance by Ctrl-C: the thread is interrupted and has a
 * moment to cancel its work.
 */
final class Ending implements AutoCloseable {

    /** Longer than the most that a client takes to close its connection. */
    private static final long MOST_MILLIS = 6_000;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean begun;

    private Ending(Thread thread) {
        hook = new Thread(() -> end(thread), "demo-ending");
    }

    /** Guards the current thread until this is closed. */
    static Ending ofThisThread() {
        Ending ending = new Ending(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(ending.hook);
        return ending;
    }

    private void end(Thread thread) {
        begun = true;
        thread.interrupt();
        try {
            closed.await(MOST_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells whether the process has been told to end. */
    boolean hasBegun() {
        return begun;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook is running already.
        }
    }
}
