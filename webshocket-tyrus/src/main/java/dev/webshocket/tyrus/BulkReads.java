package dev.webshocket.tyrus;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Lets those connections take turns from which much comes. However many they are, no more of them are read at a time than
 * there are processors, so that the others find a thread at once, and a processor soon. Safe for use by any thread.
 */
final class BulkReads {

    private final int most;
    /** Of each connection there is one read at most: it asks for the next when it is done with one. */
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    private int running;

    /**
     * Makes the turns of a server.
     *
     * @param most how many are read at a time, at least 1
     */
    BulkReads(int most) {
        this.most = most;
    }

    /**
     * Reads as soon as it is the read's turn.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the workers take nothing any more
     */
    void execute(Executor workers, Runnable read) {
        synchronized (this) {
            if (running == most) {
                waiting.add(read);
                return;
            }
            running++;
        }
        start(workers, read);
    }

    private void start(Executor workers, Runnable read) {
        boolean started = false;
        try {
            workers.execute(() -> {
                try {
                    read.run();
                } finally {
                    next(workers);
                }
            });
            started = true;
        } finally {
            if (!started) {
                next(workers);
            }
        }
    }

    private void next(Executor workers) {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                running--;
                return;
            }
        }
        start(workers, next);
    }
}
