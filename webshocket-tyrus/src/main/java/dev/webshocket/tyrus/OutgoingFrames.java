package dev.webshocket.tyrus;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;

/** The unsent frames of one link, in order. Guarded by the lock of its {@link LinkOutput}. */
final class OutgoingFrames {

    private static final int FEW = 8;

    private ArrayDeque<OutgoingFrame> frames = new ArrayDeque<>(FEW);

    /** The largest number of waiting frames so far. */
    private int most;

    /** How many bytes of the first frame are sent. */
    private int gone;

    private long bytes;

    boolean isEmpty() {
        return frames.isEmpty();
    }

    /** Returns the number of unsent bytes. */
    long bytes() {
        return bytes;
    }

    /** Adds a frame after all others. */
    void add(OutgoingFrame frame) {
        frames.add(frame);
        bytes += frame.size();
        most = Math.max(most, frames.size());
    }

    /** Adds a control frame before all frames that are not started: RFC 6455, section 5.4. */
    void addControl(OutgoingFrame frame) {
        OutgoingFrame begun = gone > 0 ? frames.poll() : null;
        frames.addFirst(frame);
        if (begun != null) {
            frames.addFirst(begun);
        }
        bytes += frame.size();
    }

    /** Removes the frames of a message that are not started. */
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

    /** Fills a buffer with the next bytes. */
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

    /** Removes bytes that were sent. */
    void gone(int count) {
        bytes -= count;
        gone += count;
        while (!frames.isEmpty() && gone >= frames.peek().size()) {
            gone -= frames.poll().size();
        }
        if (frames.isEmpty() && most > FEW) {
            // An idle link must not retain the memory of a burst.
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
