package dev.webshocket.internal.client.socket;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Controls whether a link requests parts of messages from its socket, one at a time. Safe for use by any thread: one
 * reads, others suspend and resume it.
 */
final class Demand {

    private enum State {
        /** A part is requested, and the next will be after it. */
        READING,
        /** A part is requested, and no other will be. */
        LAST,
        /** No part is requested. */
        STOPPED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.STOPPED);

    /** Stops after the requested part. */
    void suspend() {
        state.compareAndSet(State.READING, State.LAST);
    }

    /** Resumes; returns whether to request a part. */
    boolean resume() {
        return !state.compareAndSet(State.LAST, State.READING) && state.compareAndSet(State.STOPPED, State.READING);
    }

    /** Records the arrival of a part; returns whether to request the next. */
    boolean isForNext() {
        return !state.compareAndSet(State.LAST, State.STOPPED);
    }
}
