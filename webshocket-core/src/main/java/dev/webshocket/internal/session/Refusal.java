package dev.webshocket.internal.session;

import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.log.SampledLog;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** The bound for which this side closes a session. */
public enum Refusal {
    TOO_MANY_CONNECTIONS(CloseStatus.TRY_AGAIN_LATER, "no room for another connection", "maxConnections"),
    TOO_MANY_OF_ADDRESS(
            CloseStatus.TRY_AGAIN_LATER, "no room for another connection of this address", "connectionsPerAddress"),
    PLACE_GIVEN_UP(
            CloseStatus.TRY_AGAIN_LATER,
            "the place of a connection without a socket was needed for another one",
            "maxConnections or connectionsPerAddress"),
    NO_MEMORY(CloseStatus.TRY_AGAIN_LATER, "no memory for a message now", "bufferedBytes"),
    GIVEN_UP_FOR_OTHERS(
            CloseStatus.TRY_AGAIN_LATER, "the memory that this connection held was needed for others", "bufferedBytes"),
    LATE_MESSAGE(CloseStatus.POLICY_VIOLATION, "a message was not whole in time", "messageTimeout"),
    SLOW_CONSUMER(CloseStatus.POLICY_VIOLATION, "slow consumer", "outboundBytes"),
    STUCK_CONSUMER(CloseStatus.POLICY_VIOLATION, "slow consumer: a message could not be sent in time", "sendTimeout"),
    FULL_WITHOUT_LINK(CloseStatus.POLICY_VIOLATION, "no room for messages while the client was away", "outboundBytes"),
    UNREAD_ANSWERS(CloseStatus.POLICY_VIOLATION, "sends calls without reading the answers", "outboundBytes"),
    TOO_MANY_WAITING(
            CloseStatus.POLICY_VIOLATION,
            "too many messages of this connection are waiting",
            "waitingCalls or waitingBytes");

    private final CloseStatus status;
    private final String event;

    Refusal(int code, String reason, String setting) {
        this.status = new CloseStatus(code, reason);
        this.event = "WEBSHOCKET-0226: closed with " + code + ", " + reason + " (the setting " + setting + ')';
    }

    /** Returns the close status for the other side. */
    public CloseStatus status() {
        return status;
    }

    /** Returns the refusal by which this side has ended a session; empty where it has not. */
    public static Optional<Refusal> of(SessionEnd end) {
        return Arrays.stream(values())
                .filter(refusal -> end.local() && refusal.status.equals(end.status()))
                .findFirst();
    }

    /** Logs that a connection is closed for this reason. */
    public void log(SampledLog log, Supplier<String> connection) {
        log.event(Level.WARNING, event, connection);
    }
}
