package dev.webshocket.internal.session;

/** What is read from the other side of a session, as a consumer that is slow sees it. Safe for use by any thread. */
public interface Reading {

    /** Reads no more until {@link #resume}, which is for each who has said so once. Does not block. */
    void suspend();

    /** Takes a {@link #suspend} back. Does not block. */
    void resume();
}
