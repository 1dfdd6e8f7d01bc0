package dev.webshocket.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Threads of which one runs at a time: the test chooses which one goes on, to its next pause or its end. So a schedule depends on
 * the test's choices alone.
 */
public final class SteppedThreads implements Executor {

    private static final long SECONDS = 60;

    private final List<Stepped> ready = new ArrayList<>();
    private final ThreadLocal<Stepped> current = new ThreadLocal<>();

    private final class Stepped {

        private final Semaphore turn = new Semaphore(0);
        private final Semaphore stopped = new Semaphore(0);
        private final Runnable task;
        private boolean started;

        Stepped(Runnable task) {
            this.task = task;
        }

        private void run() {
            current.set(this);
            acquire(turn);
            try {
                task.run();
            } finally {
                stopped.release();
            }
        }
    }

    /** Adds a task, which a thread begins when the test chooses it. */
    @Override
    public void execute(Runnable task) {
        ready.add(new Stepped(task));
    }

    /** Pauses the current one of these threads, until the test chooses it again. */
    public void pause() {
        Stepped own = current.get();
        ready.add(own);
        own.stopped.release();
        acquire(own.turn);
    }

    /** Returns how many threads can go on. */
    public int ready() {
        return ready.size();
    }

    /** Lets a thread go on, to its next pause or its end. */
    public void step(int index) {
        Stepped chosen = ready.remove(index);
        if (!chosen.started) {
            chosen.started = true;
            Thread thread = new Thread(chosen::run, "stepped");
            thread.setDaemon(true);
            thread.start();
        }
        chosen.turn.release();
        acquire(chosen.stopped);
    }

    private static void acquire(Semaphore semaphore) {
        boolean interrupted = false;
        try {
            for (; ; ) {
                try {
                    if (!semaphore.tryAcquire(SECONDS, TimeUnit.SECONDS)) {
                        throw new AssertionError("a thread neither paused nor ended");
                    }
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
