package dev.webshocket.internal.bridge;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Joins the parts of binary messages, within a limit. For the container's thread of one session. */
final class BinaryAssembler {

    private static final byte[] EMPTY = {};

    private final int limit;
    private byte[] joined = EMPTY;

    BinaryAssembler(int limit) {
        this.limit = limit;
    }

    /**
     * Adds a part.
     *
     * @return false if the message has become longer than allowed
     */
    boolean add(ByteBuffer part) {
        int length = part.remaining();
        if (length > limit - joined.length) {
            joined = EMPTY;
            return false;
        }
        // Copied in any case: the container may use its buffer again, and the codec reads neither direct nor
        // read-only buffers.
        int before = joined.length;
        joined = Arrays.copyOf(joined, before + length);
        part.get(joined, before, length);
        return true;
    }

    /** Returns the message and begins the next one. */
    byte[] take() {
        byte[] message = joined;
        joined = EMPTY;
        return message;
    }
}
