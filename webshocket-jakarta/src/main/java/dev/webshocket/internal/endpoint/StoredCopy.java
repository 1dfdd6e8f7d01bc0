package dev.webshocket.internal.endpoint;

import dev.webshocket.ChannelException;
import dev.webshocket.internal.endpoint.StoredSessions.Saved;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.session.SessionEnd;
import dev.webshocket.spi.extension.StoredSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * What the store has of one session: kept up to date while the connection lives, stored for the last time when the session is handed
 * over, and removed when it has ended. Safe for use by any thread; the lock only guards which write is under way.
 */
final class StoredCopy {

    private static final CloseStatus TAKEN =
            new CloseStatus(CloseStatus.REPLACED, "another socket has taken the session over, on another server");

    /**
     * How often the store is asked without a change while the client is away, to learn whether another server has the session, and
     * how long to wait after a failure.
     */
    private static final Duration AWAY = Duration.ofSeconds(1);

    private static final AtomicIntegerFieldUpdater<StoredCopy> CHANGED =
            AtomicIntegerFieldUpdater.newUpdater(StoredCopy.class, "changed");

    private final ServerConnection connection;
    private final StoredSessions sessions;
    private final ConnectionRegistry registry;
    private final ResumeSecrets secrets;
    /** As it was taken from another server; null for a session that began here. */
    private final StoredSession origin;

    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** 1 if something has changed that no write has begun to store, so that a further change need not be noted; else 0. */
    private volatile int changed;

    /** Whether the change is one that must be stored at once. */
    private volatile boolean urgent;

    /** What was stored last; null for nothing. */
    private volatile StoredSession last;

    /** How many secrets were stored last. */
    private volatile int lastSecrets;

    private volatile long askedAt = System.nanoTime();

    /** The state after the last callback of this server; null before. */
    private volatile StoredSession finalState;

    /** Whether it goes on elsewhere whatever its end: another server has it, or is about to. */
    private volatile boolean given;

    /** Completes when the write that is under way is done; null for none. Guarded by this object. */
    private CompletableFuture<Saved> underWay;
    /** Completes when the session has been handed over; null before. Guarded by this object. */
    private CompletableFuture<?> handedOver;

    private StoredCopy(
            ServerConnection connection,
            StoredSessions sessions,
            ConnectionRegistry registry,
            ResumeSecrets secrets,
            StoredSession origin) {
        this.connection = connection;
        this.sessions = sessions;
        this.registry = registry;
        this.secrets = secrets;
        this.origin = origin;
    }

    /**
     * Makes the copy of a connection.
     *
     * @param origin the session as it was taken from another server; null for one that begins here
     * @return null if the session ends with this engine
     */
    static StoredCopy of(
            ServerConnection connection, ServiceEngine engine, ResumeSecrets secrets, StoredSession origin) {
        StoredSessions sessions = engine.storedSessions();
        return sessions == null ? null : new StoredCopy(connection, sessions, engine.registry(), secrets, origin);
    }

    /** Tells whether the session has been taken from another server. */
    boolean isRestored() {
        return origin != null;
    }

    /**
     * Subscribes to what the session had subscribed to at the other server, in the same order. What is not allowed here any more is
     * left out.
     */
    void restoreSubscriptions() {
        if (origin.presenceInfo() != null) {
            connection.channels().presence().restore(origin.presenceInfo());
        }
        for (String channel : origin.subscriptions()) {
            try {
                connection.subscribe(channel);
            } catch (ChannelException e) {
                sessions.refused(channel, e, connection);
            }
        }
    }

    /** Something of the session has changed, which is stored soon. Costs nothing if that has been noted already. */
    void changed() {
        if (changed == 0 && CHANGED.compareAndSet(this, 0, 1) && connection.isLetIn()) {
            sessions.behind().add(this);
        }
    }

    /** Stores at once what a client needs that comes to another server: who it is, and its secrets. */
    void changedAtOnce() {
        urgent = true;
        changed = 1;
        write();
    }

    /** Asks the store if that is due. For the timer. */
    void check(long now) {
        long waited = now - askedAt;
        boolean retries = changed == 1 && waited >= AWAY.toNanos();
        if (retries || lastSecrets != secrets.count()) {
            write(false);
        } else if (waited >= (connection.isLinked() ? sessions.keep() : AWAY).toNanos()) {
            write(true);
        }
    }

    /** Stores the session, unless it has not changed. */
    void write() {
        if (changed == 1) {
            write(false);
        }
    }

    /** Begins a write, unless one is under way, or it is too early or too late. Before the first welcome nobody could take it up. */
    private void write(boolean unchanged) {
        if (connection.isLetIn() && secrets.count() > 0) {
            CompletableFuture<Saved> writing = beginWrite();
            if (writing != null) {
                write(writing, unchanged);
            }
        }
    }

    private synchronized CompletableFuture<Saved> beginWrite() {
        if (underWay != null || handedOver != null) {
            return null;
        }
        underWay = new CompletableFuture<>();
        return underWay;
    }

    private void write(CompletableFuture<Saved> writing, boolean unchanged) {
        // Before the state is read, so that what changes from now on is stored too.
        urgent = false;
        changed = 0;
        askedAt = System.nanoTime();
        try {
            // The count first: if a secret becomes void meanwhile, the next check stores that.
            lastSecrets = secrets.count();
            last = state();
            // Twice as long as a session is kept, since its next write may be as late as that.
            Duration keep = sessions.keep().multipliedBy(2);
            (unchanged ? sessions.renew(last, keep) : sessions.save(last, keep))
                    .thenAccept(saved -> wrote(writing, saved));
        } catch (RuntimeException | Error e) {
            wrote(writing, Saved.FAILED);
            throw e;
        }
    }

    private void wrote(CompletableFuture<Saved> writing, Saved saved) {
        synchronized (this) {
            underWay = null;
        }
        writing.complete(saved);
        if (saved == Saved.TAKEN) {
            takenElsewhere();
        } else if (saved == Saved.FAILED) {
            // The timer tries again.
            changed = 1;
        } else if (urgent) {
            write();
        } else if (changed == 1) {
            sessions.behind().add(this);
        }
    }

    /**
     * Tells whether another server has the session by now, as the store says; completes with true when the connection has ended here,
     * so that its client can take the session up anew.
     */
    CompletableFuture<Boolean> isElsewhere() {
        if (origin == null && !connection.isLetIn()) {
            // No server has had it in the store.
            return CompletableFuture.completedFuture(false);
        }
        CompletableFuture<Saved> writing = beginWrite();
        if (writing != null) {
            write(writing, true);
            return writing.thenCompose(this::isElsewhere);
        }
        // The answer to a write that has begun before may be older than the question.
        return quiet().thenCompose(done -> isHandedOver() ? isElsewhere(Saved.TAKEN) : isElsewhere());
    }

    private CompletableFuture<Boolean> isElsewhere(Saved saved) {
        return saved == Saved.TAKEN
                ? sessions.inTime(ended.thenApply(done -> true), false)
                : CompletableFuture.completedFuture(false);
    }

    private synchronized boolean isHandedOver() {
        return handedOver != null;
    }

    private void takenElsewhere() {
        synchronized (this) {
            if (handedOver == null) {
                handedOver = CompletableFuture.completedFuture(null);
            }
        }
        given = true;
        connection.turnAway(TAKEN);
    }

    private StoredSession state() {
        List<String> good = secrets.good().stream().map(ResumeSecret::hash).toList();
        if (origin != null && !connection.isLetIn()) {
            // Nothing of the application has run for it here.
            return origin.of(sessions.server(), good.isEmpty() ? origin.secrets() : good);
        }
        return new StoredSession(
                connection.uid(),
                sessions.server(),
                sessions.application(),
                connection.path(),
                connection.subprotocol().token(),
                connection.user(),
                good,
                connection.attributes(),
                List.copyOf(connection.subscriptions()),
                connection.channels().presenceInfo());
    }

    /** Runs an action when the session has been handed over; at once if it is not to be. Before the socket is closed. */
    void whenHandedOver(Runnable action) {
        if (connection.isLetIn() && connection.peer().session().end().isEmpty()) {
            handOver().whenComplete((done, failure) -> action.run());
        } else {
            action.run();
        }
    }

    /** Stores the session for the last time, after the write that is under way; once. */
    private CompletableFuture<?> handOver() {
        CompletableFuture<Object> result = new CompletableFuture<>();
        CompletableFuture<?> before;
        synchronized (this) {
            before = quiet();
            if (handedOver != null) {
                return handedOver;
            }
            handedOver = result;
        }
        // In this order: the attributes are removed after the final state has been taken.
        StoredSession now = state();
        StoredSession state = finalState == null ? now : finalState;
        last = state;
        before.thenCompose(done -> sessions.save(state, sessions.keep()))
                .whenComplete((done, failure) -> result.complete(null));
        return result;
    }

    /** Returns what completes when no write is under way. */
    private synchronized CompletableFuture<?> quiet() {
        CompletableFuture<?> writing = handedOver == null ? underWay : handedOver;
        return writing == null ? CompletableFuture.completedFuture(null) : writing;
    }

    /** Begins no further write; returns what completes when none is under way. */
    private synchronized CompletableFuture<?> stop() {
        handedOver = quiet();
        return handedOver;
    }

    /**
     * Ends the connection so that its client can take the session up anew; completes when the store has it.
     *
     * @see ResumeSecrets#isRepeated
     */
    CompletableFuture<Void> giveBack() {
        given = true;
        connection.turnAway(TAKEN);
        return ended;
    }

    /** Tells whether the session goes on at another server, or may do so, so that no disconnect callback runs here. */
    boolean goesOn(SessionEnd end) {
        if (given) {
            return true;
        }
        if (!connection.hasBegun()) {
            return origin != null;
        }
        boolean accepted = origin != null || connection.isLetIn();
        return accepted && !end.isFinal() && (registry.isClosed() || !connection.isLetIn());
    }

    /** Takes the last state of a session that goes on, when no method of the application runs any more. */
    void keepState() {
        finalState = state();
    }

    /**
     * The connection has ended completely.
     *
     * @param goesOn as {@link #goesOn} has told
     * @param forget makes the registry forget the connection
     */
    void end(boolean goesOn, Runnable forget) {
        if (goesOn) {
            // Forgotten before, a client that comes back would take up the state before. The engine waits too.
            handOver().whenComplete((done, failure) -> {
                forget.run();
                ended.complete(null);
            });
            return;
        }
        CompletableFuture<?> quiet = stop();
        if (last != null || origin != null) {
            quiet.whenComplete((done, failure) -> sessions.remove(connection.uid()));
        }
        forget.run();
        ended.complete(null);
    }
}
