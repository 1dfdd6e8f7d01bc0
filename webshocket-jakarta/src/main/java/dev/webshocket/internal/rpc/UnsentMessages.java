package dev.webshocket.internal.rpc;

import dev.webshocket.internal.concurrent.SerialTask;
import dev.webshocket.internal.session.SendTag;
import dev.webshocket.internal.session.Sender;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;

/**
 * Messages that wait, in order and without a thread, for room in the send queue of a connection. Safe for use by any thread. Its
 * monitor is not held while a message is sent; one thread sends at a time.
 */
final class UnsentMessages {

    private final Sender outbound;
    private final int bound;
    private final Queue<Message> messages = new ArrayDeque<>();
    private long bytes;
    /** Whether the send queue will report that it has room. */
    private boolean awaitsRoom;

    private final SerialTask sending = new SerialTask(this::send);

    /**
     * Makes an empty queue.
     *
     * @param bound how many bytes may wait; a single message may have more
     */
    UnsentMessages(Sender outbound, int bound) {
        this.outbound = outbound;
        this.bound = bound;
    }

    /**
     * A message that waits.
     *
     * @param tag owns the message
     * @param sending runs when the message is about to be sent
     */
    record Message(byte[] bytes, SendTag tag, Runnable sending) {}

    /** Sends a message as soon as there is room; returns false if too many bytes wait already. */
    boolean add(Message message) {
        synchronized (this) {
            if (bytes > 0 && bytes + message.bytes().length > bound) {
                return false;
            }
            messages.add(message);
            bytes += message.bytes().length;
        }
        sending.request();
        return true;
    }

    /** Removes the messages of an owner; returns whether one was there. */
    synchronized boolean remove(SendTag tag) {
        boolean found = false;
        for (Iterator<Message> each = messages.iterator(); each.hasNext(); ) {
            Message message = each.next();
            if (message.tag().equals(tag)) {
                each.remove();
                bytes -= message.bytes().length;
                found = true;
            }
        }
        return found;
    }

    /** Sends while there is room. For one thread at a time. */
    private void send() {
        for (Message next = next(); next != null; next = next()) {
            next.sending().run();
            outbound.send(next.bytes(), next.tag(), true);
        }
    }

    private synchronized Message next() {
        if (messages.isEmpty() || awaitsRoom) {
            return null;
        }
        awaitsRoom = outbound.whenRoom(this::roomy);
        if (awaitsRoom) {
            return null;
        }
        Message next = messages.remove();
        bytes -= next.bytes().length;
        return next;
    }

    private void roomy() {
        synchronized (this) {
            awaitsRoom = false;
        }
        sending.request();
    }
}
