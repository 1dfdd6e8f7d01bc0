package dev.webshocket.internal.client;

/** Allows one attempt to connect at a time. Safe for use by any thread. */
final class AttemptGate {

    private boolean busy;
    private boolean due;

    /** Begins an attempt. Returns false if one is running; another one is then due after it. */
    synchronized boolean enter() {
        due = busy;
        busy = true;
        return !due;
    }

    /** Ends an attempt; returns whether another one is due. */
    synchronized boolean leave() {
        boolean next = due;
        busy = false;
        due = false;
        return next;
    }
}
