package dev.webshocket.internal.session;

import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.SessionMessage.Gap;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.session.QueuedFrame.Share;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * The subscriptions of which the other side has lost messages, and has yet to be told. One packet tells of all that have come up; it goes
 * before the messages that wait, so that the positions of the other side never pass a loss that it does not know. Guarded by the lock of
 * the {@link SendQueue}.
 */
final class GapFrames {

    /** How many packets may be unconfirmed, so that a client that confirms nothing does not take memory without end. */
    private static final int MOST_UNCONFIRMED = 64;

    private final Codec codec;
    private final FrameKind kind;

    /** Made with the first. */
    private Set<String> due = Set.of();

    /** The numbers of the packets that have not been confirmed; null before the first. */
    private Queue<Long> unconfirmed;

    GapFrames(Codec codec, FrameKind kind) {
        this.codec = codec;
        this.kind = kind;
    }

    /**
     * Adds subscriptions.
     *
     * @param subscriptions names and patterns, as subscribed
     */
    void add(Collection<String> subscriptions) {
        if (due.isEmpty() && !subscriptions.isEmpty()) {
            due = new LinkedHashSet<>();
        }
        due.addAll(subscriptions);
    }

    /** Tells whether a packet has to be sent, and may be. */
    boolean isDue() {
        return !due.isEmpty() && (unconfirmed == null || unconfirmed.size() < MOST_UNCONFIRMED);
    }

    /**
     * Returns the next packet, which {@link #isDue is due}.
     *
     * @param number that it gets
     */
    QueuedFrame next(long number) {
        byte[] message = codec.encode(new Gap(List.copyOf(due)));
        due = Set.of();
        if (unconfirmed == null) {
            unconfirmed = new ArrayDeque<>();
        }
        unconfirmed.add(number);
        return QueuedFrame.own(kind, message, null, Share.PACED);
    }

    /** The packets up to a number have been confirmed. */
    void confirm(long number) {
        while (unconfirmed != null && !unconfirmed.isEmpty() && unconfirmed.peek() <= number) {
            unconfirmed.remove();
        }
    }

    /** Forgets all. */
    void clear() {
        due = Set.of();
        unconfirmed = null;
    }
}
