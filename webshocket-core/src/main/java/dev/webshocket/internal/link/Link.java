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
     * Sends a message. The next one may follow when sending this one has ended. Does not wait for the socket: the thread may have messages of
     * other sessions to send.
     *
     * @param progress gets the end of sending, on any thread, possibly before this method returns
     */
    void send(Frame frame, SendProgress progress);

    /**
     * Closes the connection with a close frame. The end may be reported only after the other side has answered. The first
     * status counts.
     */
    void close(CloseStatus status);

    /** Closes the connection, with a close frame if the other side reads one, and reports the end without waiting for an answer. */
    void abort(CloseStatus status);

    /** Drops unfinished messages and those that wait for a thread, without a report, after the end of the connection. */
    void release();

    /**
     * Tells whether {@link #suspend} stops reading between two messages, so that TCP slows a sender down while no thread waits.
     *
     * @return always the same for one link
     */
    boolean canSuspend();

    /**
     * Stops reading until {@link #resume}. Has no effect where the platform cannot stop reading. Afterwards a link delivers
     * only messages that another thread has begun to deliver.
     */
    void suspend();

    /** Resumes reading. Has no effect if reading is not suspended. */
    void resume();

    /**
     * Tells whether a message takes longer than allowed from its first part to its last. Called at least each second, by one
     * thread.
     *
     * @param now nanoseconds
     */
    boolean isMessageOverdue(long now, long timeoutNanos);

    /** Tells whether the socket is open, as far as the platform knows. */
    boolean isOpen();
}
