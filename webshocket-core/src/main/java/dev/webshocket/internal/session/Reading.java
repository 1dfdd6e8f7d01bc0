package dev.webshocket.internal.session;

/** Lets slow consumers stop and restart reading from the other side of a session. Safe for use by any thread. */
public interface Reading {

    /**
     * Tells whether the link can stop reading between two messages. Where it cannot, {@link #suspend} has no effect.
     *
     * @return always the same for one session
     */
    boolean canSuspend();

    /**
     * Stops reading until as many calls of {@link #resume} have followed as of this method. Does not block. A message that the
     * link has begun to deliver may still arrive.
     */
    void suspend();

    /** Takes one {@link #suspend} back. Does not block; it may deliver messages on the current thread before it returns. */
    void resume();
}
