package dev.webshocket.internal.presence;

import dev.webshocket.Member;
import dev.webshocket.PresenceChange;
import dev.webshocket.internal.concurrent.Claim;
import dev.webshocket.spi.extension.PresenceStore;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Passes the changes of channels to an action in batches, at most four a second for a channel: a quarter of a second after the first
 * change all channels have their turn, and then again if more changes wait. The next round begins only after the action has
 * returned from the last, so that a slow action makes fewer and larger batches. Safe for use by any thread.
 */
public final class PresenceRounds implements PresenceStore.Follower {

    private static final long PAUSE_MILLIS = 250;

    private final PresenceBatches batches = new PresenceBatches();
    private final ScheduledExecutorService timer;
    private final Executor executor;
    private final Consumer<? super PresenceChange> action;
    private final BiConsumer<String, Throwable> failures;

    /** Whether a round is to come, or runs. */
    private final AtomicBoolean begun = new AtomicBoolean();

    private volatile boolean closed;

    /**
     * Makes rounds that begin with the first change.
     *
     * @param timer begins the rounds
     * @param executor runs the action
     * @param action gets each batch, one at a time
     * @param failures gets the name of a channel and what the action threw; the other channels have their turn nevertheless
     */
    public PresenceRounds(
            ScheduledExecutorService timer,
            Executor executor,
            Consumer<? super PresenceChange> action,
            BiConsumer<String, Throwable> failures) {
        this.timer = timer;
        this.executor = executor;
        this.action = action;
        this.failures = failures;
    }

    @Override
    public void changed(String channel, Member before, Member after) {
        batches.add(channel, before, after);
        schedule();
    }

    private void schedule() {
        if (!closed && !batches.isEmpty() && begun.compareAndSet(false, true)) {
            try {
                timer.schedule(this::begin, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException | Error e) {
                // The application has stopped, or has no memory now: the next change tries again.
                begun.set(false);
            }
        }
    }

    private void begin() {
        Claim claim = new Claim();
        try {
            executor.execute(claim.guard(this::round));
        } catch (RejectedExecutionException | Error e) {
            // There may be a thread for it later.
            claim.guard(this::end).run();
        }
    }

    private void round() {
        try {
            for (PresenceChange batch : batches.take()) {
                pass(batch);
            }
        } finally {
            end();
        }
    }

    private void pass(PresenceChange batch) {
        try {
            if (!closed) {
                action.accept(batch);
            }
        } catch (Throwable failure) {
            failures.accept(batch.channel(), failure);
        }
    }

    private void end() {
        begun.set(false);
        schedule();
    }

    /** Drops the changes that wait; no further round begins. */
    public void close() {
        closed = true;
    }
}
