package dev.webshocket.internal.session;

import dev.webshocket.internal.concurrent.InterruptionShield;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.Link;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Sends one message at a time over the current link of a session.
 *
 * <p>Safe for use by any thread. One lock guards the state. It is not held while the link sends or closes. The thread that queues a
 * message while none is being sent writes, until the queue is empty or the link does not finish a message at once.
 */
abstract sealed class LinkWriter permits PushQueue {

    final ReentrantLock lock = new ReentrantLock();
    private final LongSupplier nanoClock;

    /** Written under the lock; null while the session has none. */
    private volatile Link link;

    /** The message that is being sent; null for none. Guarded by the lock. */
    private FrameSending sending;

    /** When that message was handed to the link, in nanoseconds; zero while none has been. */
    private volatile long sendingSince;

    /**
     * Makes a writer without a link.
     *
     * @param nanoClock nanoseconds since any moment but this one
     */
    LinkWriter(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Removes and returns the next message; null if there is none. Under the lock, while no message is being sent. */
    abstract QueuedFrame nextFrame();

    /** The link has sent a message, or has failed to: takes the next one. */
    abstract void sent(FrameSending which);

    /** Takes the next message, and with it the right to send; null if there is none or another one is being sent. Under the lock. */
    FrameSending begin() {
        Link current = link;
        QueuedFrame frame = current == null || sending != null ? null : nextFrame();
        if (frame == null) {
            return null;
        }
        sendingSince = nanoClock.getAsLong();
        sending = new FrameSending(this, current, frame);
        return sending;
    }

    /**
     * Ends the sending of a message. Under the lock.
     *
     * @return false if it is not being sent any more, because the session has ended or has lost the link
     */
    final boolean finish(FrameSending which) {
        if (which != sending) {
            return false;
        }
        sending = null;
        sendingSince = 0;
        return true;
    }

    /** Sends over another link from now on; null for none. What the old one was sending does not matter any more. Under the lock. */
    final void change(Link next) {
        link = next;
        sending = null;
        sendingSince = 0;
    }

    /** Returns the link that messages are sent over; null for none. */
    final Link link() {
        return link;
    }

    /** The link has begun a message, or has put it off, so that its time does not run. */
    final void begun(FrameSending which, boolean runs) {
        lock.lock();
        try {
            if (which == sending) {
                sendingSince = runs ? nanoClock.getAsLong() : 0;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the message that is being sent was handed to the link, in nanoseconds; zero while none has been. */
    final long sendingSince() {
        return sendingSince;
    }

    /** Tells whether a message has been with the link for longer than this many nanoseconds. */
    final boolean isStuck(long nanos) {
        long since = sendingSince;
        return since != 0 && nanoClock.getAsLong() - since > nanos;
    }

    /** Sends a message and those after it, until the link does not finish one at once; nothing for null. */
    static void write(FrameSending first) {
        if (first == null) {
            return;
        }
        try (InterruptionShield shield = InterruptionShield.raise()) {
            for (FrameSending next = first; next != null; next = next.next()) {
                next.write();
            }
        }
    }

    /** Closes a link; nothing for null. */
    static void closeLink(Link last, CloseStatus status) {
        if (last != null) {
            try (InterruptionShield shield = InterruptionShield.raise()) {
                last.close(status);
            }
        }
    }
}
