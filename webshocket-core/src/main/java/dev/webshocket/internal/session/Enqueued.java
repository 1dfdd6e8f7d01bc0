package dev.webshocket.internal.session;

/** A message that was offered to a queue, and what the queue has left to do. For one thread. */
public interface Enqueued {

    /** Tells whether there was room for it. */
    boolean isQueued();

    /**
     * Sends what waits, or ends the session if there was no room and the policy says so. To be called once, without a lock: until then the
     * queue may send nothing else.
     */
    void send();
}
