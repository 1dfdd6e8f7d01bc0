package dev.webshocket.client;

/** Whether calls wait or fail while the client reconnects. */
public enum WhenDown {

    /** They wait for the connection, each up to its own timeout. */
    WAIT,

    /** They fail at once, with a {@link ConnectionClosedException}. */
    FAIL
}
