package dev.webshocket.internal.link;

/** Is told what becomes of a message that is being sent. */
@FunctionalInterface
public interface SendProgress {

    /**
     * Sending has ended; once.
     *
     * @param failure null when the message has been sent, else why it has not
     */
    void ended(Throwable failure);

    /** The message waits for a thread, which is no fault of the other side's. */
    default void waits() {}

    /** It waits no more: it is being sent. */
    default void begins() {}
}
