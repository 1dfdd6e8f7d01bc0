package dev.webshocket.internal.session;

import dev.webshocket.internal.link.Frame;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.memory.SharedBytes;
import java.nio.charset.StandardCharsets;

/**
 * A frame that waits to be sent. Immutable; the bytes are nobody's to change.
 *
 * @param kind what kind of frame
 * @param bytes its payload
 * @param tag what it belongs to; null for nothing that could be taken back
 * @param share what its bytes count for
 * @param shared what it has in common with frames of other connections; null for nothing
 */
record QueuedFrame(FrameKind kind, byte[] bytes, SendTag tag, Share share, SharedBytes shared) implements Frame {

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

    /** Of a message for many it is made once, as long as somebody sends it. */
    @Override
    public String text() {
        return shared == null ? new String(bytes, StandardCharsets.UTF_8) : shared.text();
    }

    int cost() {
        return bytes.length + OVERHEAD;
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
