package dev.webshocket.client.tyrus;

import dev.webshocket.internal.container.HandshakeEndedException;
import dev.webshocket.internal.container.HandshakeEndedException.Why;
import jakarta.websocket.DeploymentException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One call of Tyrus's {@code connectToServer}, which waits for the answer to its handshake also where the connection has ended,
 * until its time is up. An attempt sees the connection itself, and lets Tyrus wait no longer. Begun and closed by the thread
 * that connects; the other methods are for any thread.
 */
final class Attempt implements AutoCloseable {

    /** How long Tyrus may take to read what came before the end, and to say what was wrong with it. */
    private static final long GRACE_MILLIS = 1_000;

    private static final int FIRST_TYPE_OF_TLS = 20;
    private static final int LAST_TYPE_OF_TLS = 24;
    private static final int NOTHING = -1;

    /** The attempt that a thread makes: Tyrus connects a channel by the thread that asks for it. */
    private static final ThreadLocal<Attempt> CURRENT = new ThreadLocal<>();

    private final Thread thread = Thread.currentThread();
    private final boolean secure;
    private final ScheduledExecutorService timer;

    private boolean connected;
    private int first = NOTHING;
    private final List<Runnable> afterwards = new ArrayList<>(1);
    private boolean finished;
    private boolean givenUp;

    private Attempt(boolean secure, ScheduledExecutorService timer) {
        this.secure = secure;
        this.timer = timer;
    }

    /** Begins an attempt of the current thread. */
    static Attempt begin(boolean secure, ScheduledExecutorService timer) {
        Attempt attempt = new Attempt(secure, timer);
        CURRENT.set(attempt);
        return attempt;
    }

    /** Returns the attempt of the current thread, null for none. */
    static Attempt current() {
        return CURRENT.get();
    }

    /** Runs something when the attempt has been made. For the attempt's own thread. */
    void whenFinished(Runnable action) {
        afterwards.add(action);
    }

    /** Learns that somebody listens there. */
    synchronized void connected() {
        connected = true;
    }

    /** Takes note of the first byte that has come. */
    synchronized void read(int b) {
        if (first == NOTHING) {
            first = b;
        }
    }

    /** Learns that the connection has ended. Where there was none Tyrus says so itself, and why. */
    void ended() {
        boolean silent;
        synchronized (this) {
            if (!connected) {
                return;
            }
            silent = first == NOTHING;
        }
        try {
            timer.schedule(this::giveUp, silent ? 0 : GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            giveUp();
        }
    }

    private synchronized void giveUp() {
        if (!finished) {
            givenUp = true;
            thread.interrupt();
        }
    }

    /** Returns what to throw in place of what Tyrus has thrown. */
    synchronized DeploymentException explain(DeploymentException failure) {
        boolean tls = first >= FIRST_TYPE_OF_TLS && first <= LAST_TYPE_OF_TLS;
        if (first != NOTHING && tls != secure) {
            return ended(tls ? Why.SPEAKS_TLS : Why.SPEAKS_NO_TLS, failure);
        }
        return givenUp ? ended(Why.UNANSWERED, failure) : failure;
    }

    private static DeploymentException ended(Why why, DeploymentException failure) {
        HandshakeEndedException cause = new HandshakeEndedException(why, failure);
        return new DeploymentException(cause.getMessage(), cause);
    }

    @Override
    public void close() {
        CURRENT.remove();
        afterwards.forEach(Runnable::run);
        synchronized (this) {
            finished = true;
            if (givenUp) {
                // It must not meet with whatever the thread does next.
                Thread.interrupted();
            }
        }
    }
}
