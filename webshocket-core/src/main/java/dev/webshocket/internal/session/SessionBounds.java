package dev.webshocket.internal.session;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.FrameKind;
import java.time.Duration;

/**
 * How much a session may hold, and how long the other side may take. Immutable, and shared by the sessions of one side.
 *
 * @param frames of the messages that carry packets
 * @param outboundBytes how much may wait to be sent, of each share
 * @param slowConsumer what becomes of a pushed message that finds no room
 * @param maxMessageBytes how long a message may be that comes
 * @param messageTimeout how long a message may take that comes in parts; zero for no end
 * @param sendTimeout how long the other side may take to read a message; zero for no end
 * @param stuck the end of a session whose other side takes longer
 * @param pingInterval how often to ping; zero for never
 * @param missedPings how many pings in a row may stay unanswered
 */
public record SessionBounds(
        FrameKind frames,
        int outboundBytes,
        SlowConsumer slowConsumer,
        int maxMessageBytes,
        Duration messageTimeout,
        Duration sendTimeout,
        CloseStatus stuck,
        Duration pingInterval,
        int missedPings) {}
