package dev.webshocket.tyrus;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Buffers outside of the heap for one read or write, between which nobody has one. Never more than a bound are made; who finds
 * none gets a smaller one on the heap. Safe for use by any thread.
 */
final class DirectBuffers {

    /** Takes two frames of 64 KiB at a time. */
    static final int CAPACITY = 132 * 1024;

    private static final int HEAP_CAPACITY = 16 * 1024;

    private final BlockingQueue<ByteBuffer> free;
    private int unmade;

    /**
     * Makes no buffer yet.
     *
     * @param most how many there may be at a time
     */
    DirectBuffers(int most) {
        free = new ArrayBlockingQueue<>(most);
        unmade = most;
    }

    /** Returns an empty buffer, which is to be given back. */
    ByteBuffer take() {
        ByteBuffer buffer = free.poll();
        return buffer != null ? buffer : make();
    }

    private ByteBuffer make() {
        synchronized (this) {
            if (unmade == 0) {
                return ByteBuffer.allocate(HEAP_CAPACITY);
            }
            unmade--;
        }
        try {
            return ByteBuffer.allocateDirect(CAPACITY);
        } catch (OutOfMemoryError e) {
            synchronized (this) {
                unmade++;
            }
            return ByteBuffer.allocate(HEAP_CAPACITY);
        }
    }

    void giveBack(ByteBuffer buffer) {
        if (buffer.isDirect()) {
            free.add(buffer.clear());
        }
    }
}
