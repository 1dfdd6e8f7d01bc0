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

    private static final SessionMessage BEAT = new Beat(List.of());

    private final Codec codec;
    private final FrameKind kind;
    private final LongSupplier received;

    /** The first packet of the current link; null once it has been sent. */
    private SessionMessage first;

    private boolean ackDue;
    private boolean beatDue;
    private volatile long acknowledged;

    /**
     * Makes an empty queue.
     *
     * @param received how many numbered packets have been received
     */
    ControlFrames(Codec codec, FrameKind kind, LongSupplier received) {
        this.codec = codec;
        this.kind = kind;
        this.received = received;
    }

    /** Removes and returns the next frame; null if none is due. */
    QueuedFrame next() {
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
        if (beatDue) {
            beatDue = false;
            return frame(BEAT);
        }
        return null;
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

    void beat() {
        beatDue = true;
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
