package dev.webshocket.tyrus;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;

/** The frames that one link has yet to send, in their order. Guarded by the lock of its {@link LinkOutput}. */
final class OutgoingFrames {

    private static final int FEW = 8;

    private ArrayDeque<OutgoingFrame> frames = new ArrayDeque<>(FEW);

    /** The most that have waited at a time. */
    private int most;

    /** How many bytes of the first one have gone. */
    private int gone;

    private long bytes;

    boolean isEmpty() {
        return frames.isEmpty();
    }

    /** Returns how many bytes are unsent. */
    long bytes() {
        return bytes;
    }

    /** Adds a frame behind all others. */
    void add(OutgoingFrame frame) {
        frames.add(frame);
        bytes += frame.size();
        most = Math.max(most, frames.size());
    }

    /** Adds a control frame, which goes before all that have not begun: RFC 6455, section 5.4. */
    void addControl(OutgoingFrame frame) {
        OutgoingFrame begun = gone > 0 ? frames.poll() : null;
        frames.addFirst(frame);
        if (begun != null) {
            frames.addFirst(begun);
        }
        bytes += frame.size();
    }

    /** Removes what has not begun of a message. */
    void removeUnbegun(byte[] message) {
        Iterator<OutgoingFrame> each = frames.iterator();
        for (boolean first = true; each.hasNext(); first = false) {
            OutgoingFrame frame = each.next();
            if (frame.source() == message && !(first && gone > 0)) {
                each.remove();
                bytes -= frame.size();
            }
        }
    }

    /** Fills a buffer with what goes next. */
    void fill(ByteBuffer out) {
        int skipped = gone;
        for (OutgoingFrame frame : frames) {
            if (!out.hasRemaining()) {
                return;
            }
            frame.put(skipped, out);
            skipped = 0;
        }
    }

    /** Takes note that so many bytes have gone. */
    void gone(int count) {
        bytes -= count;
        gone += count;
        while (!frames.isEmpty() && gone >= frames.peek().size()) {
            gone -= frames.poll().size();
        }
        if (frames.isEmpty() && most > FEW) {
            // An idle link keeps no room for a burst.
            clear();
        }
    }

    void clear() {
        frames = new ArrayDeque<>(FEW);
        most = 0;
        gone = 0;
        bytes = 0;
    }
}
