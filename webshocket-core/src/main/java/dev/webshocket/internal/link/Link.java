package dev.webshocket.internal.link;

/**
 * One socket. It sends messages and tells its {@link LinkListener} what comes; it knows nothing of what they mean.
 *
 * <p>Safe for use by any thread, but for {@link #send}, which is for one message at a time.
 */
public interface Link {

    /** Begins to read; once, after whoever listens is ready. */
    void start();

    /**
     * Sends a message. The next one may follow when this one has ended.
     *
     * @param progress told how it goes; by any thread, also before this returns
     */
    void send(Frame frame, SendProgress progress);

    /**
     * Closes the connection with a close frame. The listener is told when it has ended, which a link may put off until the other
     * side has answered. The first status counts.
     */
    void close(CloseStatus status);

    /** Closes the connection, with a close frame if the other side reads one, and tells the listener without waiting for it. */
    void abort(CloseStatus status);

    /** Lets go of messages that are not whole or wait for a thread, since the connection has ended; nothing is told of them. */
    void release();

    /** Reads no more until {@link #resume}, where the platform can stop reading. What has been read already is still told. */
    void suspend();

    /** Reads on. */
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
