package dev.webshocket.internal.rpc;

/** A connection's queue of messages to be sent. Safe for use by any thread; no method blocks. */
public interface Outbound {

    /**
     * Queues the last or only answer to a call, unless the call has been cancelled. It is taken even where the queue is
     * full: calls are not started before there is room, so few can come too late.
     */
    void answer(byte[] message, Call call);

    /** Queues an item of a stream, unless its call is over. It is taken even where the queue is full, as an answer is. */
    void item(byte[] message, Call call);

    /**
     * Queues the refusal of a call that was never queued itself. Where the queue is full the client sends without
     * reading, and is cut off with 1008.
     */
    void refuse(byte[] message);

    /** Tells whether less is queued than may be. */
    boolean hasRoom();

    /** Tells whether the connection has closed, so that nothing is sent any more. */
    boolean isClosed();

    /**
     * Asks to be told when there is room.
     *
     * @return true if the action will be run, once, by some thread; false if there is room now or the connection has
     *     closed, and the action is forgotten
     */
    boolean whenRoom(Runnable action);

    /** Takes the answers to a cancelled call out of the queue. */
    void discard(Call call);
}
