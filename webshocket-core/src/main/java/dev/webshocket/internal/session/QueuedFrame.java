package dev.webshocket.internal.session;

import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.memory.SharedBytes;

/**
 * A frame that waits to be sent. Immutable; the bytes are nobody's to change.
 *
 * @param kind what kind of frame
 * @param message its payload
 * @param tag what it belongs to; null for nothing that could be taken back
 * @param share what its bytes count for
 * @param shared what it has in common with frames of other connections; null for nothing
 */
record QueuedFrame(FrameKind kind, byte[] message, SendTag tag, Share share, SharedBytes shared) {

    /** What it costs beside its bytes. */
    private static final int OVERHEAD = 64;

    /** What bytes count for. Each has a bound of its own: who waits for room may not leave others none. */
    enum Share {
        /** Answers, items and messages whose senders wait for room. */
        PACED,
        /** Messages whose senders do not wait. */
        PUSHED,
        /** Answers to calls that are refused as they come. */
        REFUSED
    }

    /** Makes a frame whose bytes are its own. */
    static QueuedFrame own(FrameKind kind, byte[] message, SendTag tag, Share share) {
        return new QueuedFrame(kind, message, tag, share, null);
    }

    /** Makes a frame of a message for many. */
    static QueuedFrame shared(FrameKind kind, SharedBytes message) {
        return new QueuedFrame(kind, message.bytes(), null, Share.PUSHED, message);
    }

    int cost() {
        return message.length + OVERHEAD;
    }

    /** Counts it among what the connection holds. */
    void charge(MemoryShare memory) {
        if (shared == null) {
            memory.charge(cost());
        } else {
            memory.charge(OVERHEAD);
            memory.hold(shared);
        }
    }

    /** Counts it no more. */
    void giveBack(MemoryShare memory) {
        if (shared == null) {
            memory.giveBack(cost());
        } else {
            memory.giveBack(OVERHEAD);
            memory.letGo(shared);
        }
    }
}
