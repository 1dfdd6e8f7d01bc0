package dev.webshocket.internal.bridge;

import dev.webshocket.internal.rpc.Call;

/**
 * A frame that waits to be sent. Immutable; the bytes are nobody's to change.
 *
 * @param kind what kind of frame
 * @param message its payload
 * @param call what it belongs to; null for nothing that could be cancelled
 * @param share what its bytes count for
 */
record QueuedFrame(FrameKind kind, byte[] message, Call call, Share share) {

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

    int cost() {
        return message.length + OVERHEAD;
    }
}
