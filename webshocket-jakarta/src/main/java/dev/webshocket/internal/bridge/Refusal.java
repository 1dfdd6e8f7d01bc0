package dev.webshocket.internal.bridge;

import dev.webshocket.internal.log.SampledLog;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** Why a bound makes the server close a connection. */
enum Refusal {
    TOO_MANY_CONNECTIONS(CloseCodes.TRY_AGAIN_LATER, "no room for another connection", "maxConnections"),
    TOO_MANY_OF_ADDRESS(
            CloseCodes.TRY_AGAIN_LATER, "no room for another connection of this address", "connectionsPerAddress"),
    NO_MEMORY(CloseCodes.TRY_AGAIN_LATER, "no memory for a message now", "bufferedBytes"),
    GIVEN_UP_FOR_OTHERS(
            CloseCodes.TRY_AGAIN_LATER, "the memory that this connection held was needed for others", "bufferedBytes"),
    LATE_MESSAGE(CloseCodes.VIOLATED_POLICY, "a message was not whole in time", "messageTimeout"),
    SLOW_CONSUMER(CloseCodes.VIOLATED_POLICY, "slow consumer", "outboundBytes"),
    STUCK_CONSUMER(CloseCodes.VIOLATED_POLICY, "slow consumer: a message could not be sent in time", "sendTimeout"),
    UNREAD_ANSWERS(CloseCodes.VIOLATED_POLICY, "sends calls without reading the answers", "outboundBytes"),
    TOO_MANY_WAITING(
            CloseCodes.VIOLATED_POLICY,
            "too many messages of this connection are waiting",
            "waitingCalls or waitingBytes");

    private final CloseReason reason;
    private final String event;

    Refusal(CloseCode code, String phrase, String setting) {
        this.reason = new CloseReason(code, phrase);
        this.event =
                "WEBSHOCKET-0226: closed with " + code.getCode() + ", " + phrase + " (the setting " + setting + ')';
    }

    /** Returns what the client is told. */
    CloseReason reason() {
        return reason;
    }

    /** Returns the refusal whose very reason this is. */
    static Optional<Refusal> of(CloseReason reason) {
        return Arrays.stream(values())
                .filter(refusal -> refusal.reason == reason)
                .findFirst();
    }

    /** Logs that a connection is closed for it. */
    void log(SampledLog log, Supplier<String> connection) {
        log.event(Level.WARNING, event, connection);
    }
}
