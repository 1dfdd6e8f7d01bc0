package dev.webshocket.internal.session;

import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.memory.MemoryShare;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;

/** The messages that a link has delivered and its session has yet to handle, within bounds of bytes. Safe for use by any thread. */
final class HeldMessages {

    /** The memory of a message beside its bytes. */
    private static final int OVERHEAD = 64;

    private final long bound;
    private final MemoryShare memory;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock, as are the next fields; made with the first message. */
    private Queue<ReceivedMessage> messages;

    private long bytes;
    private boolean closed;

    /** Written under the lock. */
    private volatile boolean isEmpty = true;

    HeldMessages(long bound, MemoryShare memory) {
        this.bound = bound;
        this.memory = memory;
    }

    boolean isEmpty() {
        return isEmpty;
    }

    /** Adds a message. Returns false, and drops it, if there is no room. */
    boolean add(ReceivedMessage message) {
        long cost = cost(message);
        lock.lock();
        try {
            if (closed) {
                return true;
            }
            if ((bytes > 0 && bytes + cost > bound) || !memory.take(cost)) {
                return false;
            }
            bytes += cost;
            if (messages == null) {
                messages = new ArrayDeque<>(4);
            }
            messages.add(message);
            isEmpty = false;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Removes and returns the oldest message; null for none. */
    ReceivedMessage poll() {
        lock.lock();
        try {
            ReceivedMessage message = messages == null ? null : messages.poll();
            if (message != null) {
                bytes -= cost(message);
                memory.giveBack(cost(message));
                isEmpty = messages.isEmpty();
            }
            return message;
        } finally {
            lock.unlock();
        }
    }

    /** Drops all messages, and those that are added later. */
    void close() {
        lock.lock();
        try {
            closed = true;
            messages = null;
            isEmpty = true;
            memory.giveBack(bytes);
            bytes = 0;
        } finally {
            lock.unlock();
        }
    }

    private static long cost(ReceivedMessage message) {
        return message.bytes().length + OVERHEAD;
    }
}
