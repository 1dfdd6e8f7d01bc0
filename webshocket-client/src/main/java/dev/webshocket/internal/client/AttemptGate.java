package dev.webshocket.internal.client;

/** Lets one attempt to connect be made at a time. Safe for use by any thread. */
final class AttemptGate {

    private boolean busy;
    private boolean due;

    /** Begins an attempt; false where one is being made, after which another is due then. */
    synchronized boolean enter() {
        due = busy;
        busy = true;
        return !due;
    }

    /** Ends an attempt; tells whether another is due. */
    synchronized boolean leave() {
        boolean next = due;
        busy = false;
        due = false;
        return next;
    }
}
