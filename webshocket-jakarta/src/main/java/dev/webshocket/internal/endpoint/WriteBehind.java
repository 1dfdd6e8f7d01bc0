package dev.webshocket.internal.endpoint;

import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.internal.concurrent.CallerRuns;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The sessions that have changed since they were stored. All that change within {@link #DELAY} are stored together, by one timer for all
 * of them that runs only when there are any. Safe for use by any thread.
 */
final class WriteBehind {

    /** From the first change of a session to its writing, so that several changes of one call are written once. */
    static final Duration DELAY = Duration.ofMillis(50);

    private final ScheduledExecutorService timer;
    private final Executor threads;
    /** At most two entries for each session: one from a change, and one from the end of a write. */
    private final Queue<StoredCopy> changed = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean timed = new AtomicBoolean();

    WriteBehind(CallExecutors executors) {
        this.timer = executors.timer();
        this.threads = new CallerRuns(executors.upkeep());
    }

    void add(StoredCopy copy) {
        changed.add(copy);
        if (timed.compareAndSet(false, true)) {
            try {
                timer.schedule(() -> threads.execute(this::write), DELAY.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // The platform has stopped. The last state is stored when the session is handed over.
                timed.set(false);
            }
        }
    }

    private void write() {
        // Before the sessions are taken: what changes from now on needs the timer again.
        timed.set(false);
        for (StoredCopy copy = changed.poll(); copy != null; copy = changed.poll()) {
            copy.write();
        }
    }
}
