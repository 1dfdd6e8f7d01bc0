package dev.webshocket.internal.link;

/** Receives the progress of a message that a link sends. */
@FunctionalInterface
public interface SendProgress {

    /**
     * Sending has ended; called once.
     *
     * @param failure null if the message has been sent, else the cause of the failure
     */
    void ended(Throwable failure);

    /** The message waits for a thread, and that time does not count against the other side. */
    default void waits() {}

    /** A thread has begun to send the message. */
    default void begins() {}
}
