package dev.webshocket.client;

/** What becomes of calls that are made while the connection is lost and the client tries to get it back. */
public enum WhenDown {

    /** They wait for the connection, each up to its own timeout. */
    WAIT,

    /** They fail at once, with a {@link ConnectionClosedException}. */
    FAIL
}
