package dev.webshocket.internal.session;

import dev.webshocket.internal.link.Link;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Suspends and resumes a link, on one thread at a time, so that the last call of the link is the current state. */
final class ReadingSwitch extends AtomicInteger {

    private static final long serialVersionUID = 1;

    private final transient Link link;
    private final transient BooleanSupplier suspended;

    /**
     * Makes a switch of a link that reads.
     *
     * @param suspended tells whether the link must not read
     */
    ReadingSwitch(Link link, BooleanSupplier suspended) {
        this.link = link;
        this.suspended = suspended;
    }

    /** Applies the state, which has changed. */
    void turn() {
        if (getAndIncrement() > 0) {
            if (!suspended.getAsBoolean()) {
                return;
            }
            // The link may deliver messages within resume(), also on this thread: it must stop at once.
            link.suspend();
            if (getAndIncrement() > 0) {
                return;
            }
            // The other thread has left meanwhile, and may have resumed the link before: the state is applied again.
        }
        int seen = get();
        do {
            if (suspended.getAsBoolean()) {
                link.suspend();
            } else {
                link.resume();
            }
            seen = addAndGet(-seen);
        } while (seen > 0);
    }
}
