package dev.webshocket.internal.client.socket;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether a link asks its socket for parts of messages, one at a time. Safe for use by any thread: one reads, others stop it and
 * let it go on.
 */
final class Demand {

    private enum State {
        /** A part has been asked for, and the next will be when it has come. */
        READING,
        /** A part has been asked for, and no other will be. */
        LAST,
        /** None has been asked for. */
        STOPPED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.STOPPED);

    /** Stops after the part that has been asked for. */
    void suspend() {
        state.compareAndSet(State.READING, State.LAST);
    }

    /** Goes on; tells whether a part is to be asked for. */
    boolean resume() {
        return !state.compareAndSet(State.LAST, State.READING) && state.compareAndSet(State.STOPPED, State.READING);
    }

    /** A part has come; tells whether the next is to be asked for. */
    boolean isForNext() {
        return !state.compareAndSet(State.LAST, State.STOPPED);
    }
}
