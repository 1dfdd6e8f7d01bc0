package dev.webshocket.internal.bridge;

import dev.webshocket.WebshocketSettings;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Looks after one connection: pings it, and says when it is to be given up. For the timer's thread, except {@link #heard},
 * which is for the container's.
 */
final class ConnectionWatch {

    private final WebshocketSettings settings;
    private final OutboundQueue outbound;
    private final MessageParts parts;
    private final Executor upkeep;
    private final Liveness liveness = new Liveness();

    ConnectionWatch(WebshocketSettings settings, OutboundQueue outbound, MessageParts parts, Executor upkeep) {
        this.settings = settings;
        this.outbound = outbound;
        this.parts = parts;
        this.upkeep = upkeep;
    }

    /** Takes note of a sign of life. */
    void heard() {
        liveness.heard();
    }

    /**
     * Does what is due.
     *
     * @param now nanoseconds
     * @return why the connection is to be given up; empty where it is not
     */
    Optional<CloseReason> check(long now) {
        if (outbound.isStuck(settings.sendTimeout().toNanos())) {
            return Optional.of(Refusal.STUCK_CONSUMER.reason());
        }
        if (parts.isOverdue(now, settings.messageTimeout().toNanos())) {
            return Optional.of(Refusal.LATE_MESSAGE.reason());
        }
        switch (liveness.check(
                now, outbound.pingWaits(), settings.pingInterval().toNanos(), settings.missedPings())) {
            case PING -> upkeep.execute(outbound::ping);
            case GONE -> {
                return Optional.of(new CloseReason(CloseCodes.GOING_AWAY, "pings stay unanswered"));
            }
            case NOTHING -> {}
        }
        return Optional.empty();
    }
}
