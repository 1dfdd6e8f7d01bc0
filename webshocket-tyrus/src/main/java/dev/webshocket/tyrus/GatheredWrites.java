package dev.webshocket.tyrus;

import dev.webshocket.internal.concurrent.CallerRuns;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes links with broadcast messages. One worker at a time does so; messages of several publications that gather on a
 * link meanwhile need one system call.
 *
 * <p>Safe for use by any thread. A link is in the queue once, so the number of links bounds the queue.
 */
final class GatheredWrites implements Runnable {

    /** How many links a worker writes before it queues again behind other tasks. */
    private static final int TURN = 256;

    private final Executor workers;
    private final Queue<LinkOutput> outputs = new ConcurrentLinkedQueue<>();

    /** How many links are in the queue or being written. */
    private final AtomicInteger pending = new AtomicInteger();

    /**
     * Creates an empty queue.
     *
     * @param workers write the links; if they accept no more tasks, the thread that adds a link writes
     */
    GatheredWrites(Executor workers) {
        this.workers = new CallerRuns(workers);
    }

    /** Adds a link that is not in the queue. */
    void add(LinkOutput output) {
        outputs.add(output);
        if (pending.getAndIncrement() == 0) {
            workers.execute(this);
        }
    }

    /** Writes links, for a worker. */
    @Override
    public void run() {
        int written = 0;
        try {
            for (int turn = Math.min(pending.get(), TURN); written < turn; ) {
                LinkOutput output = outputs.remove();
                written++;
                output.flushHeld();
            }
        } finally {
            if (pending.addAndGet(-written) > 0) {
                workers.execute(this);
            }
        }
    }
}
