package dev.webshocket.internal.session;

/** A session's queue of messages to be sent, as those see it who send. Safe for use by any thread; no method blocks. */
public interface Sender {

    /**
     * Queues a message of a call, unless the call is not wanted any more. It is taken even where the queue is full: calls are not
     * started, and items not made, before there is room, so few can come too late.
     *
     * @param last whether it is the last one of its call
     */
    void send(byte[] message, SendTag tag, boolean last);

    /**
     * Queues the refusal of a call that was never queued itself. Where the queue is full the other side sends without reading, and
     * is cut off with 1008.
     */
    void refuse(byte[] message);

    /** Tells whether less is queued than may be. */
    boolean hasRoom();

    /** Tells whether the session has ended, so that nothing is sent any more. */
    boolean isClosed();

    /**
     * Asks to be told when there is room.
     *
     * @return true if the action will be run, once, by some thread; false if there is room now or the session has ended, and
     *     the action is forgotten
     */
    boolean whenRoom(Runnable action);

    /** Takes the messages of a tag out of the queue. */
    void withdraw(SendTag tag);
}
