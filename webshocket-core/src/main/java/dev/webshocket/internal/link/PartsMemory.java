package dev.webshocket.internal.link;

import dev.webshocket.internal.memory.MemoryShare;

/**
 * The memory of the unfinished message of a connection. Safe for use by any thread: the container's thread assembles the
 * message, and the connection may end on another.
 */
public final class PartsMemory {

    private final MemoryShare share;
    private long held;
    private boolean ended;

    /**
     * Makes the memory of one connection, which holds nothing.
     *
     * @param share accounts for the parts
     */
    public PartsMemory(MemoryShare share) {
        this.share = share;
    }

    /**
     * Takes memory until this many bytes are held.
     *
     * @return false if there is no room for them, or the connection has ended
     */
    public synchronized boolean growTo(long bytes) {
        if (ended) {
            return false;
        }
        if (bytes <= held) {
            return true;
        }
        if (!share.take(bytes - held)) {
            return false;
        }
        held = bytes;
        return true;
    }

    /** Releases all, for the next message. */
    public synchronized void release() {
        share.giveBack(held);
        held = 0;
    }

    /** Releases all and takes nothing more. */
    public synchronized void end() {
        ended = true;
        release();
    }
}
