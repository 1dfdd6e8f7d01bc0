package dev.webshocket.internal.session;

/** A session's send queue, as its senders see it. Safe for use by any thread; no method blocks. */
public interface Sender {

    /** Queues a message even without room; for senders that have checked for room before. */
    void send(byte[] message);

    /**
     * Queues a message of a call, unless the call has been withdrawn. A full queue accepts it too. Few messages exceed the
     * bound, because calls do not start, and streams produce no items, before there is room.
     *
     * @param last whether it is the last one of its call
     */
    void send(byte[] message, SendTag tag, boolean last);

    /**
     * Queues the refusal of a call that did not enter its lane. If the queue is full, the other side does not read: the session
     * is closed with 1008.
     */
    void refuse(byte[] message);

    /** Tells whether the queue has room. */
    boolean hasRoom();

    /** Returns how many bytes of messages of calls wait or are being sent: while they get fewer, the other side reads. */
    long queuedBytes();

    /** Tells whether the session has ended, so that the queue sends no further messages. */
    boolean isClosed();

    /**
     * Registers an action to run when there is room.
     *
     * @return true if the action will be run, once, by some thread; false if there is room now or the session has ended, and
     *     the action is forgotten
     */
    boolean whenRoom(Runnable action);

    /** Removes the messages of an owner from the queue. */
    void withdraw(SendTag tag);
}
