package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.session.SessionEnd;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * A client's session, which outlives its links, with the messages for it, the checks of its timeouts and the refresh of its
 * credential. Guarded by the lock of its {@link Reconnector}; the actions that methods return are for the caller to run without the
 * lock.
 */
final class CurrentSession {

    private static final CloseStatus NOT_WANTED = new CloseStatus(CloseStatus.NORMAL, "not wanted any more");

    private final ClientThreads threads;
    private final Backlog backlog;
    private final TokenRefresh refresh;
    /** Null for none. */
    private ClientSession session;
    /** Whether the session has a link, as far as the {@link Reconnector} knows. */
    private boolean linked;

    private Future<?> watch;

    /** Creates it without a session. */
    CurrentSession(ClientThreads threads, Backlog backlog, TokenRefresh refresh) {
        this.threads = threads;
        this.backlog = backlog;
        this.refresh = refresh;
    }

    boolean is(ClientSession other) {
        return session == other;
    }

    boolean isLinked() {
        return linked;
    }

    /** Returns the session if it has a link, null otherwise. */
    ClientSession linked() {
        return linked ? session : null;
    }

    /** Returns the session that the next attempt should resume, null for none. */
    ClientSession resumable() {
        return session != null && session.isResumable() ? session : null;
    }

    /** Tells whether this is the session, and its loss of a link is news. */
    boolean hasLost(ClientSession loser) {
        return session == loser && linked && loser.isLost();
    }

    /**
     * Records that a session has a link. If it is another one, it takes the place of the session before.
     *
     * @param prepared whether a session for which nothing is kept is ready for all messages
     */
    Runnable take(Opened opened, boolean prepared) {
        ClientSession before = session;
        Runnable replaced = before == opened.session() ? () -> {} : replace(opened, prepared);
        linked = true;
        refresh.begin(session, opened.expires());
        return replaced;
    }

    private Runnable replace(Opened opened, boolean prepared) {
        ClientSession before = session;
        boolean kept = opened.resumed() == Resumed.STATE && before != null && before.isPrepared();
        Runnable discarded = before == null ? () -> {} : discard(before);
        session = opened.session();
        if (prepared || kept) {
            session.setPrepared();
        }
        backlog.attach(session);
        ClientSession watched = session;
        watch = threads.every(() -> watched.check(System.nanoTime()), watched.checkInterval());
        return discarded;
    }

    private Runnable discard(ClientSession before) {
        SessionEnd loss = before.loss();
        Runnable failures = leave(true, () -> ClientFailures.notResumed(loss));
        return () -> {
            failures.run();
            before.discard(NOT_WANTED);
        };
    }

    /** Records that the session has lost its link. */
    Runnable suspend() {
        linked = false;
        refresh.stop();
        List<Submission> failed = backlog.pause();
        return () -> failed.forEach(message -> message.failed(ClientFailures::down));
    }

    /**
     * Records that the session has ended.
     *
     * @param repeat whether repeatable calls wait for the next session
     */
    Runnable end(SessionEnd how, boolean repeat) {
        return leave(repeat, () -> ClientFailures.lostInFlight(how));
    }

    /** Ends the session, if there is one, and fails its calls. */
    Runnable abandon() {
        ClientSession left = session;
        if (left == null) {
            return () -> {};
        }
        SessionEnd loss = left.loss();
        Runnable failures = leave(false, () -> ClientFailures.lostInFlight(loss));
        return () -> {
            failures.run();
            left.discard(NOT_WANTED);
        };
    }

    private Runnable leave(boolean repeat, Supplier<ClientException> why) {
        session = null;
        linked = false;
        refresh.stop();
        watch.cancel(false);
        List<Submission> failed = backlog.detach(repeat);
        return () -> failed.forEach(message -> message.failed(why));
    }

    /** Opens the session for all messages, if it has a link and is prepared; returns whether it does. */
    boolean open(ClientSession ready) {
        if (session != ready || !linked || !ready.isPrepared()) {
            return false;
        }
        backlog.open();
        return true;
    }
}
