package dev.webshocket.internal.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * Runs one client's attempts to connect, one at a time: the next waits until one that was given up has released its socket. Each
 * has one outcome, unless the attempts are closed. Safe for use by any thread; no other code runs under its lock.
 */
final class Attempts {

    private final Handshakes handshakes;
    private final ClientThreads threads;
    private final Duration timeout;
    private final Owner owner;
    private final AttemptGate gate = new AttemptGate();
    /** The attempt that runs; null for none. */
    private Attempt running;

    private boolean closed;

    /** Gets what the attempts come to, on threads that may block. */
    interface Owner extends ClientSession.Owner {

        /** An attempt is due; returns whether it is wanted. */
        boolean begins();

        /** Returns the session to resume, null for none. */
        ClientSession resumable();

        /** The attempt has succeeded. */
        void opened(Opened opened);

        /** The attempt has failed, by an exception of its preparation, its handshake or its greeting, or by its timeout. */
        void failed(Throwable failure);
    }

    /**
     * Creates it without an attempt.
     *
     * @param timeout of an attempt from when the application's suppliers have returned; zero for none
     */
    Attempts(Handshakes handshakes, ClientThreads threads, Duration timeout, Owner owner) {
        this.handshakes = handshakes;
        this.threads = threads;
        this.timeout = timeout;
        this.owner = owner;
    }

    /** Makes an attempt, now or as soon as the running one has ended. */
    void begin() {
        threads.connect(this::run);
    }

    /** Makes an attempt after a delay, as above. */
    Future<?> begin(Duration delay) {
        return threads.schedule(this::begin, delay);
    }

    private void run() {
        if (!gate.enter()) {
            return;
        }
        try {
            if (owner.begins()) {
                perform(handshakes.prepare(owner, owner.resumable()));
            } else {
                finish();
            }
        } catch (Throwable e) {
            // Also for an Error: somebody waits for the end of the attempt.
            owner.failed(e);
            finish();
        }
    }

    private void perform(Attempt made) {
        if (!set(made)) {
            finish();
            return;
        }
        Future<?> clock = timeout.isZero()
                ? CompletableFuture.completedFuture(null)
                : threads.schedule(() -> timedOut(made), timeout);
        start(made).whenComplete((opened, failure) -> {
            clock.cancel(false);
            threads.connect(() -> conclude(made, opened, failure));
        });
    }

    private static CompletableFuture<Opened> start(Attempt made) {
        try {
            return made.perform();
        } catch (RuntimeException | Error e) {
            // For instance an illegal header.
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized boolean set(Attempt made) {
        running = made;
        return !closed;
    }

    private void timedOut(Attempt made) {
        if (made.abandon()) {
            owner.failed(handshakes.timedOut());
        }
    }

    private void conclude(Attempt made, Opened opened, Throwable failure) {
        try {
            if (made.concludes()) {
                if (failure == null) {
                    owner.opened(opened);
                } else {
                    owner.failed(failure);
                }
            }
        } finally {
            finish();
        }
    }

    private void finish() {
        if (gate.leave()) {
            begin();
        }
    }

    /** Abandons the running attempt, and makes no other. */
    void close() {
        Attempt abandoned;
        synchronized (this) {
            closed = true;
            abandoned = running;
        }
        if (abandoned != null) {
            abandoned.abandon();
        }
    }
}
