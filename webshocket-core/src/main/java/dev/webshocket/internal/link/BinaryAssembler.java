package dev.webshocket.internal.link;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Joins the parts of binary messages, within a limit. For the container's thread of one session. */
final class BinaryAssembler {

    private static final byte[] EMPTY = {};

    private final int limit;
    private final PartsMemory memory;
    private byte[] joined = EMPTY;
    private int length;

    BinaryAssembler(int limit, PartsMemory memory) {
        this.limit = limit;
        this.memory = memory;
    }

    /**
     * Adds a part. If there is no room for the message, its earlier parts are dropped.
     *
     * @param last whether it is the last part, so that {@link #take} follows
     */
    PartOutcome add(ByteBuffer part, boolean last) {
        int more = part.remaining();
        if (more > limit - length) {
            forget();
            return PartOutcome.TOO_BIG;
        }
        if (!reserve(length + more, last)) {
            forget();
            return PartOutcome.NO_ROOM;
        }
        // Copied in any case: the container may reuse its buffer, and the codec reads neither direct nor
        // read-only buffers.
        part.get(joined, length, more);
        length += more;
        return PartOutcome.TAKEN;
    }

    /** Grows to twice the size, so that a message of many small parts is not copied for each; the first part fits exactly. */
    private boolean reserve(int needed, boolean last) {
        if (needed <= joined.length) {
            return true;
        }
        int capacity = (int) Math.max(needed, Math.min(limit, 2L * joined.length));
        // A message of one part is delivered at once.
        if (!(last && length == 0) && !memory.growTo(capacity)) {
            return false;
        }
        joined = Arrays.copyOf(joined, capacity);
        return true;
    }

    /** Returns the message and begins the next one. */
    byte[] take() {
        byte[] message = length == joined.length ? joined : Arrays.copyOf(joined, length);
        forget();
        return message;
    }

    private void forget() {
        if (joined != EMPTY) {
            joined = EMPTY;
            memory.release();
        }
        length = 0;
    }
}
