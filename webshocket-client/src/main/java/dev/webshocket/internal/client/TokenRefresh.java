package dev.webshocket.internal.client;

import dev.webshocket.internal.codec.SessionMessage.Refresh;
import dev.webshocket.internal.codec.SessionMessage.Refreshed;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Gives the server a new credential before the one of the current session ends, section "Credentials" of the wire protocol. While a
 * session has no link there is nothing to do: its next {@code hello} has a new credential. Safe for use by any thread; its lock is not
 * held while the application's supplier runs.
 */
final class TokenRefresh {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    /** A credential is refreshed after three quarters of its time, but not earlier than this before its end. */
    private static final Duration LONGEST_LEAD = Duration.ofSeconds(30);

    /** The shortest time between two refreshes, whatever a server says. */
    private static final Duration SHORTEST_DELAY = Duration.ofSeconds(1);

    /** The shortest time between a refresh that failed and the next: five fit into the grace of a server. */
    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(5);

    private final Supplier<String> supplier;
    private final ClientThreads threads;
    /** The session whose credential is refreshed; null for none. */
    private ClientSession session;
    /** When its credential ends, in nanoseconds. */
    private long end;

    private Future<?> next;

    /**
     * Creates it without a session.
     *
     * @param supplier the application's; null for none
     */
    TokenRefresh(Supplier<String> supplier, ClientThreads threads) {
        this.supplier = supplier;
        this.threads = threads;
    }

    /**
     * Refreshes the credential of a session that has a link from now on.
     *
     * @param expires when its credential ends; null for never
     */
    synchronized void begin(ClientSession linked, Duration expires) {
        stop();
        session = linked;
        if (supplier != null && expires != null) {
            end = System.nanoTime() + expires.toNanos();
            schedule(delay(expires));
        }
    }

    /** Stops: there is no session with a link any more. */
    synchronized void stop() {
        session = null;
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }

    /** Takes the server's answer to a credential. */
    void answered(ClientSession from, Refreshed answer) {
        if (answer.error() != null) {
            failed(from, "the server has refused it: " + answer.message(), null);
            return;
        }
        synchronized (this) {
            if (session == from) {
                begin(from, answer.expires() == null ? null : Greeting.seconds(answer.expires()));
            }
        }
    }

    /** Returns how long to wait before a credential is refreshed. */
    static Duration delay(Duration expires) {
        Duration quarter = expires.dividedBy(4);
        Duration delay = expires.minus(quarter.compareTo(LONGEST_LEAD) < 0 ? quarter : LONGEST_LEAD);
        return delay.compareTo(SHORTEST_DELAY) < 0 ? SHORTEST_DELAY : delay;
    }

    private void schedule(Duration delay) {
        ClientSession of = session;
        next = threads.schedule(() -> threads.connect(() -> refresh(of)), delay);
    }

    private void refresh(ClientSession of) {
        if (!isCurrent(of)) {
            return;
        }
        Refresh message;
        try {
            message = new Refresh(supplier.get());
        } catch (Throwable e) {
            // Also for an Error: the application's code must not end the refreshing.
            failed(of, "there is no new one", e);
            return;
        }
        if (isCurrent(of)) {
            of.send(message);
        }
    }

    private synchronized boolean isCurrent(ClientSession of) {
        return session == of;
    }

    private void failed(ClientSession of, String why, Throwable cause) {
        synchronized (this) {
            if (session != of) {
                return;
            }
            Duration quarter = Duration.ofNanos(end - System.nanoTime()).dividedBy(4);
            schedule(quarter.compareTo(SHORTEST_RETRY) < 0 ? SHORTEST_RETRY : quarter);
        }
        LOG.log(Level.WARNING, "WEBSHOCKET-0345: the credential of the connection was not renewed: " + why, cause);
    }
}
