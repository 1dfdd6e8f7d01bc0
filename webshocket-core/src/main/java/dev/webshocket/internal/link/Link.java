package dev.webshocket.internal.link;

/**
 * One socket. It sends messages and delivers received ones to its {@link LinkListener}, without knowing what they mean.
 *
 * <p>Safe for use by any thread, except {@link #send}, which takes one message at a time.
 */
public interface Link {

    /** Starts reading; once, when the listener is ready. */
    void start();

    /**
     * Sends a message. The next one may follow when sending this one has ended.
     *
     * @param progress gets the end of sending, on any thread, possibly before this method returns
     */
    void send(Frame frame, SendProgress progress);

    /**
     * Closes the connection with a close frame. The listener learns of the end, possibly only after the other side has answered. The first
     * status counts.
     */
    void close(CloseStatus status);

    /** Closes the connection, with a close frame if the other side reads one, and reports the end without waiting for an answer. */
    void abort(CloseStatus status);

    /** Drops unfinished messages and those that wait for a thread, without a report, since the connection has ended. */
    void release();

    /**
     * Tells whether {@link #suspend} stops reading between two messages, so that a sender is held back by TCP while no thread
     * waits.
     *
     * @return always the same for one link
     */
    boolean canSuspend();

    /**
     * Stops reading until {@link #resume}. Has no effect where the platform cannot stop reading. A link that can delivers at most
     * the messages after it that another thread has begun to deliver.
     */
    void suspend();

    /** Reads on. Has no effect where reading has not been suspended. */
    void resume();

    /**
     * Tells whether a message takes longer than allowed from its first part to its last. To be asked at least each second, by
     * one thread.
     *
     * @param now nanoseconds
     */
    boolean isMessageOverdue(long now, long timeoutNanos);

    /** Tells whether the socket is open, as far as the platform knows. */
    boolean isOpen();
}
