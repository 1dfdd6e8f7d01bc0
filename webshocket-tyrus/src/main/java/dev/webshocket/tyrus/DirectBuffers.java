package dev.webshocket.tyrus;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A bounded pool of direct buffers, each lent for one read or write. If all are lent, the caller gets a smaller heap
 * buffer. Safe for use by any thread.
 */
final class DirectBuffers {

    /** Holds two frames of 64 KiB. */
    static final int CAPACITY = 132 * 1024;

    private static final int HEAP_CAPACITY = 16 * 1024;

    private final BlockingQueue<ByteBuffer> free;
    private int unmade;

    /**
     * Creates an empty pool.
     *
     * @param most the largest number of buffers
     */
    DirectBuffers(int most) {
        free = new ArrayBlockingQueue<>(most);
        unmade = most;
    }

    /** Returns an empty buffer; give it back after use. */
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
