package dev.webshocket.tyrus;

import dev.webshocket.internal.link.LinkListener;
import dev.webshocket.internal.link.MessageDeadline;
import dev.webshocket.internal.link.PartsMemory;
import dev.webshocket.internal.memory.MemoryShare;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Assembles messages from frames. Each payload is copied once; a complete message goes straight into an array of its
 * length. Arrays of incomplete messages grow with their input and are charged to the connection. For the reading thread
 * of the link, except {@link #isOverdue}, which is for the timer, and {@link #release}, which is for any thread.
 */
final class MessageReader {

    private static final byte[] EMPTY = {};

    private final int limit;
    private final LinkListener listener;
    private final PartsMemory memory;
    private final MessageDeadline deadline = new MessageDeadline();
    private final Utf8Check utf8 = new Utf8Check();

    private byte[] bytes = EMPTY;
    private int length;
    private boolean text;

    /** Whether the message ends with the current frame. */
    private boolean last;

    /** How many bytes of the current frame are missing. */
    private long left;

    /** Whether the rest of the message is dropped. */
    private boolean dropped;

    /**
     * Creates the reader of one connection.
     *
     * @param limit the longest message, in bytes
     */
    MessageReader(int limit, LinkListener listener, MemoryShare share) {
        this.limit = limit;
        this.listener = listener;
        this.memory = new PartsMemory(share);
    }

    /** A frame begins; see {@link FrameReader.Sink#begin}. */
    void begin(int opcode, boolean last, long announced) {
        if (opcode != Opcode.CONTINUATION) {
            text = opcode == Opcode.TEXT;
            dropped = false;
            utf8.reset();
        }
        this.last = last;
        left = announced;
        if (!dropped && announced > limit - length) {
            drop();
            listener.tooBig();
        }
    }

    /** Adds a part of a frame's payload. */
    void payload(ByteBuffer in, int part, int key, long offset) throws FrameViolation {
        left -= part;
        listener.heard();
        if (!dropped && !reserve(part)) {
            drop();
            listener.noRoom();
        }
        if (dropped) {
            in.position(in.position() + part);
            return;
        }
        byte[] into = bytes;
        if (into.length < length + part) {
            // Released meanwhile.
            in.position(in.position() + part);
            return;
        }
        Masking.move(in, into, length, part, key, offset);
        if (text && !utf8.accepts(into, length, length + part)) {
            throw FrameViolation.notUtf8();
        }
        length += part;
        if (left > 0) {
            deadline.part(false);
        }
    }

    /** Ends a frame; the last frame ends the message. */
    void end() throws FrameViolation {
        if (!last) {
            deadline.part(dropped);
            return;
        }
        deadline.part(true);
        if (dropped) {
            return;
        }
        if (text && !utf8.isWhole()) {
            throw FrameViolation.notUtf8();
        }
        byte[] all = bytes;
        if (all.length < length) {
            // Released meanwhile.
            return;
        }
        byte[] message = length == all.length ? all : Arrays.copyOf(all, length);
        forget();
        listener.heard();
        if (text) {
            listener.receivedText(message);
        } else {
            listener.received(message);
        }
    }

    /** An announced length allocates nothing before its bytes arrive; it only bounds how far the array grows ahead of them. */
    private boolean reserve(int part) {
        int needed = length + part;
        if (needed <= bytes.length) {
            return true;
        }
        boolean whole = last && left == 0;
        int capacity = needed;
        if (!whole) {
            long most = last ? needed + left : limit;
            capacity = (int) Math.max(needed, Math.min(most, 2L * bytes.length));
        }
        // A complete message is delivered at once.
        if (!(whole && length == 0) && !memory.growTo(capacity)) {
            return false;
        }
        bytes = length == 0 ? new byte[capacity] : Arrays.copyOf(bytes, capacity);
        return true;
    }

    private void drop() {
        dropped = true;
        deadline.part(true);
        forget();
    }

    private void forget() {
        if (bytes != EMPTY) {
            bytes = EMPTY;
            memory.release();
        }
        length = 0;
    }

    /** Tells whether a message has taken too long; see {@link MessageDeadline#isOver}. */
    boolean isOverdue(long now, long timeoutNanos) {
        return deadline.isOver(now, timeoutNanos);
    }

    /**
     * Releases the memory of an incomplete message, since the connection has ended. The array goes too, for a selector refers to its
     * last connection until it has another event.
     */
    void release() {
        memory.end();
        bytes = EMPTY;
    }
}
