package dev.webshocket.internal.endpoint;

import dev.webshocket.ChannelException;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.session.SessionEnd;
import dev.webshocket.spi.extension.StoredSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What the store has of one session: kept up to date while the connection lives, stored for the last time when the session is handed
 * over, and removed when it has ended. Safe for use by any thread; the lock only guards which write is under way.
 */
final class StoredCopy {

    private static final CloseStatus TAKEN =
            new CloseStatus(CloseStatus.REPLACED, "another socket has taken the session over, on another server");

    /** How often a session is stored again without a change while its client is away, to learn whether another server has it. */
    private static final Duration AWAY = Duration.ofSeconds(1);

    private final ServerConnection connection;
    private final StoredSessions sessions;
    private final ConnectionRegistry registry;
    private final ResumeSecrets secrets;
    /** As it was taken from another server; null for a session that began here. */
    private final StoredSession origin;

    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Whether the last write has failed here, or there are new secrets. */
    private volatile boolean changed;

    /** What was stored last; null for nothing. */
    private volatile StoredSession last;

    private volatile List<ResumeSecret> lastSecrets = List.of();
    private volatile int lastSubscriptions;
    private volatile long savedAt;

    /** The state after the last callback of this server; null before. */
    private volatile StoredSession finalState;

    /** Whether it goes on elsewhere whatever its end: another server has it, or is about to. */
    private volatile boolean given;

    /** Completes when the write that is under way is done; null for none. Guarded by this object. */
    private CompletableFuture<Boolean> underWay;
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

    /** Stores new secrets at once. */
    void secretsChanged() {
        changed = true;
        check(System.nanoTime());
    }

    /** Stores the session if that is due. For the timer, and where something has changed that must be stored at once. */
    void check(long now) {
        if (connection.isLetIn() && isDue(now)) {
            CompletableFuture<Boolean> writing = beginWrite();
            if (writing != null) {
                write(now, writing);
            }
        }
    }

    private boolean isDue(long now) {
        StoredSession before = last;
        return changed
                || before == null
                || now - savedAt >= (connection.isLinked() ? sessions.keep() : AWAY).toNanos()
                || lastSubscriptions != connection.channels().changes()
                || before.presenceInfo() != connection.channels().presenceInfo()
                || !lastSecrets.equals(secrets.good())
                || !hasSame(before.attributes(), connection.attributes());
    }

    /** Compares the objects, since their own comparisons are code of the application. */
    private static boolean hasSame(Map<String, Object> before, Map<String, Object> now) {
        return before.size() == now.size()
                && now.entrySet().stream().allMatch(entry -> before.get(entry.getKey()) == entry.getValue());
    }

    private synchronized CompletableFuture<Boolean> beginWrite() {
        if (underWay != null || handedOver != null) {
            return null;
        }
        underWay = new CompletableFuture<>();
        return underWay;
    }

    private void write(long now, CompletableFuture<Boolean> writing) {
        try {
            changed = false;
            savedAt = now;
            lastSecrets = secrets.good();
            lastSubscriptions = connection.channels().changes();
            last = state();
            // Twice as long as a session is kept, since its next write may be as late as that.
            sessions.save(last, sessions.keep().multipliedBy(2)).thenAccept(mine -> {
                wrote(writing, mine);
                if (changed) {
                    // The secrets have changed during the write.
                    check(now);
                }
            });
        } catch (RuntimeException | Error e) {
            changed = true;
            wrote(writing, true);
            throw e;
        }
    }

    private void wrote(CompletableFuture<Boolean> writing, boolean mine) {
        synchronized (this) {
            underWay = null;
        }
        writing.complete(mine);
        if (!mine) {
            takenElsewhere();
        }
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
