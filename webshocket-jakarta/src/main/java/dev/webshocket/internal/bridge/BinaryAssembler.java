package dev.webshocket.internal.bridge;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Joins the parts of binary messages, within a limit. For the container's thread of one session. */
final class BinaryAssembler {

    private static final byte[] EMPTY = {};

    private final int limit;
    private byte[] joined = EMPTY;
    private int length;

    BinaryAssembler(int limit) {
        this.limit = limit;
    }

    /**
     * Adds a part.
     *
     * @return false if the message has become longer than allowed
     */
    boolean add(ByteBuffer part) {
        int more = part.remaining();
        if (more > limit - length) {
            forget();
            return false;
        }
        reserve(length + more);
        // Copied in any case: the container may use its buffer again, and the codec reads neither direct nor
        // read-only buffers.
        part.get(joined, length, more);
        length += more;
        return true;
    }

    /** Grows to twice the size, so that a message of many small parts is not copied for each; the first part fits exactly. */
    private void reserve(int needed) {
        if (needed > joined.length) {
            joined = Arrays.copyOf(joined, (int) Math.max(needed, Math.min(limit, 2L * joined.length)));
        }
    }

    /** Returns the message and begins the next one. */
    byte[] take() {
        byte[] message = length == joined.length ? joined : Arrays.copyOf(joined, length);
        forget();
        return message;
    }

    private void forget() {
        joined = EMPTY;
        length = 0;
    }
}
