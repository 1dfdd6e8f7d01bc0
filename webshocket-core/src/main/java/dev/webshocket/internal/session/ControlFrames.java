package dev.webshocket.internal.session;

import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.codec.SessionMessage.Ack;
import dev.webshocket.internal.codec.SessionMessage.Beat;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.session.QueuedFrame.Share;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The packets without a number that a session has to send. They go before all others, are not kept, and at most one of each kind
 * waits. Guarded by the lock of the {@link SendQueue}, except {@link #acknowledged}, which any thread may call.
 */
final class ControlFrames {

    private final Codec codec;
    private final FrameKind kind;
    private final LongSupplier received;
    private final ChannelReports reports;

    /** The first packet of the current link; null once it has been sent. */
    private SessionMessage first;

    private boolean ackDue;
    private boolean beatDue;
    /** What the next beat tells. */
    private List<String> positions = List.of();

    private volatile long acknowledged;

    /**
     * Makes an empty queue.
     *
     * @param received how many numbered packets have been received
     * @param reports learns of the positions that beats have told
     */
    ControlFrames(Codec codec, FrameKind kind, LongSupplier received, ChannelReports reports) {
        this.codec = codec;
        this.kind = kind;
        this.received = received;
        this.reports = reports;
    }

    /**
     * Removes and returns the next frame; null if none is due.
     *
     * @param read whether the link has got all messages: a beat goes before those that wait, and must not tell positions behind them
     */
    QueuedFrame next(boolean read) {
        if (first != null) {
            SessionMessage message = first;
            first = null;
            return frame(message);
        }
        if (ackDue) {
            ackDue = false;
            beatDue = false;
            acknowledged = received.getAsLong();
            return frame(new Ack(acknowledged));
        }
        return beatDue ? beat(read) : null;
    }

    private QueuedFrame beat(boolean read) {
        beatDue = false;
        List<String> told = read ? positions : List.of();
        positions = List.of();
        reports.told(told);
        return frame(new Beat(told));
    }

    private QueuedFrame frame(SessionMessage message) {
        return QueuedFrame.own(kind, codec.encode(message), null, Share.PACED);
    }

    /**
     * Adds the first packet of a link.
     *
     * @param confirmed the number that it confirms
     */
    void first(SessionMessage message, long confirmed) {
        first = message;
        acknowledged = confirmed;
    }

    void ack() {
        ackDue = true;
    }

    void beat(List<String> moved) {
        beatDue = true;
        positions = moved;
    }

    /** Forgets what was due to a lost link. */
    void forget() {
        first = null;
        ackDue = false;
        beatDue = false;
    }

    /** Returns the number of received packets that has been confirmed. */
    long acknowledged() {
        return acknowledged;
    }
}
