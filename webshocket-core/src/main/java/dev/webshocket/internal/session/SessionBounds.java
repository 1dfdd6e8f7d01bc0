package dev.webshocket.internal.session;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.FrameKind;
import java.time.Duration;

/**
 * What holds for all sessions of one side and one subprotocol: how packets are written, the memory that a session may hold, and the
 * time that the other side may take. Immutable.
 *
 * @param subprotocol in which packets are written
 * @param frames of the messages that carry packets
 * @param outboundBytes how many bytes may wait to be sent, for each share
 * @param slowConsumer what to do with a pushed message that finds no room
 * @param maxMessageBytes how long a received message may be
 * @param messageTimeout how long a message in parts may take to arrive; zero for no bound
 * @param sendTimeout how long the other side may take to read a message; zero for no bound
 * @param stuck the close status of a session whose other side takes longer
 * @param pingInterval how often to ping; zero for never
 * @param missedPings how many pings in a row may stay unanswered
 */
public record SessionBounds(
        Subprotocol subprotocol,
        FrameKind frames,
        int outboundBytes,
        SlowConsumer slowConsumer,
        int maxMessageBytes,
        Duration messageTimeout,
        Duration sendTimeout,
        CloseStatus stuck,
        Duration pingInterval,
        int missedPings) {

    /** Returns the close status for a message that is longer than allowed. */
    CloseStatus tooBig() {
        return new CloseStatus(CloseStatus.TOO_BIG, "a message may have " + maxMessageBytes + " bytes");
    }
}
