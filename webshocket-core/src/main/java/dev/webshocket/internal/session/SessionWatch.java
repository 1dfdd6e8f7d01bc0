package dev.webshocket.internal.session;

import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.Link;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Pings the other side of one session, and decides when to abort the session. For the timer's thread, except {@link #heard}, which is
 * for the link's.
 */
final class SessionWatch {

    private static final CloseStatus SILENT = new CloseStatus(CloseStatus.GOING_AWAY, "pings stay unanswered");

    private final SessionBounds bounds;
    private final SendQueue queue;
    private final Link link;
    private final Executor upkeep;
    private final Liveness liveness;

    SessionWatch(SessionBounds bounds, SendQueue queue, Link link, Executor upkeep, long now) {
        this.bounds = bounds;
        this.queue = queue;
        this.link = link;
        this.upkeep = upkeep;
        this.liveness = new Liveness(now);
    }

    /** Records a sign of life. */
    void heard() {
        liveness.heard();
    }

    /**
     * Checks the bounds of time, and sends a ping that is due.
     *
     * @param now nanoseconds
     * @return the status to abort the session with; empty if it goes on
     */
    Optional<CloseStatus> check(long now) {
        if (isBounded(bounds.sendTimeout())
                && queue.isStuck(bounds.sendTimeout().toNanos())) {
            return Optional.of(bounds.stuck());
        }
        if (isBounded(bounds.messageTimeout())
                && link.isMessageOverdue(now, bounds.messageTimeout().toNanos())) {
            return Optional.of(Refusal.LATE_MESSAGE.status());
        }
        switch (liveness.check(now, queue.pingWaits(), bounds.pingInterval().toNanos(), bounds.missedPings())) {
            case PING -> upkeep.execute(queue::ping);
            case GONE -> {
                return Optional.of(SILENT);
            }
            case NOTHING -> {}
        }
        return Optional.empty();
    }

    private static boolean isBounded(Duration timeout) {
        return !timeout.isZero();
    }
}
