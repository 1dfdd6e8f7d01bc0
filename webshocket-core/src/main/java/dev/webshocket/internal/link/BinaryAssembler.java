package dev.webshocket.internal.link;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Joins the parts of binary messages, within a limit. Parts are copied into blocks, and the blocks into the message, so that each
 * byte is copied twice, however many parts there are. For the container's thread of one session.
 */
final class BinaryAssembler {

    private static final byte[] EMPTY = {};

    private final int limit;
    private final PartsMemory memory;

    /** The blocks before the current one, all of them full. */
    private final List<byte[]> full = new ArrayList<>(0);

    private byte[] block = EMPTY;
    private int used;
    private int length;
    private boolean charged;

    BinaryAssembler(int limit, PartsMemory memory) {
        this.limit = limit;
        this.memory = memory;
    }

    /**
     * Adds a copy of a part: the container may reuse its buffer. If there is no room for the message, its earlier parts are
     * dropped.
     *
     * @param last whether it is the last part, so that {@link #take} follows
     */
    PartOutcome add(ByteBuffer part, boolean last) {
        int more = part.remaining();
        if (more > limit - length) {
            forget();
            return PartOutcome.TOO_BIG;
        }
        int rest = more - copy(part, Math.min(more, block.length - used));
        if (rest > 0) {
            if (!addBlock(rest, last)) {
                forget();
                return PartOutcome.NO_ROOM;
            }
            copy(part, rest);
        }
        return PartOutcome.TAKEN;
    }

    private int copy(ByteBuffer part, int bytes) {
        part.get(block, used, bytes);
        used += bytes;
        length += bytes;
        return bytes;
    }

    /**
     * Begins a block: for the first and the last part of the exact size, for others as large as all earlier blocks together.
     */
    private boolean addBlock(int needed, boolean last) {
        int size = last ? needed : Math.max(needed, Math.min(limit - length, length));
        // A message of one part is delivered at once.
        if (!last || length > 0) {
            if (!memory.growTo((long) length + size)) {
                return false;
            }
            charged = true;
        }
        if (length > 0) {
            full.add(block);
        }
        block = new byte[size];
        used = 0;
        return true;
    }

    /** Returns the message and begins the next one. */
    byte[] take() {
        byte[] message = full.isEmpty() ? (used == block.length ? block : Arrays.copyOf(block, used)) : join();
        forget();
        return message;
    }

    private byte[] join() {
        byte[] message = new byte[length];
        int at = 0;
        for (byte[] each : full) {
            System.arraycopy(each, 0, message, at, each.length);
            at += each.length;
        }
        System.arraycopy(block, 0, message, at, used);
        return message;
    }

    private void forget() {
        full.clear();
        block = EMPTY;
        used = 0;
        length = 0;
        if (charged) {
            charged = false;
            memory.release();
        }
    }
}
