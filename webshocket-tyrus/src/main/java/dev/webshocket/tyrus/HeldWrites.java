package dev.webshocket.tyrus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Holds back a thread's writes while it handles one read, so that the answers to many calls need one system call. It
 * serves all links that the thread writes to, and holds a write for a millisecond at most, so that a slow call does not
 * delay earlier answers. For its own thread only.
 */
final class HeldWrites {

    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final LongSupplier nanoClock;
    private final List<LinkOutput> outputs = new ArrayList<>();
    private boolean active;
    private long since;

    private HeldWrites(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Begins a read; returns false if it is nested in another read, which will end it. */
    boolean begin() {
        boolean outermost = !active;
        active = true;
        return outermost;
    }

    /** Ends the read: writes what was held back. */
    void end() {
        active = false;
        flush();
    }

    /** Adds a link with unwritten frames. */
    void add(LinkOutput output) {
        if (outputs.isEmpty()) {
            since = nanoClock.getAsLong();
        }
        outputs.add(output);
    }

    /** Writes now if something has waited long enough. */
    void flushIfDue() {
        if (!outputs.isEmpty() && nanoClock.getAsLong() - since > LONGEST_NANOS) {
            flush();
        }
    }

    private void flush() {
        // By index: a failed write ends its connection, which may send messages on others.
        for (int i = 0; i < outputs.size(); i++) {
            outputs.get(i).flushHeld();
        }
        outputs.clear();
    }

    /** The held writes of all reading threads of one server. Safe for use by any thread. */
    static final class Threads {

        private final ThreadLocal<HeldWrites> current = new ThreadLocal<>();
        private final LongSupplier nanoClock;

        Threads(LongSupplier nanoClock) {
            this.nanoClock = nanoClock;
        }

        /** Returns the held writes of the current thread, which reads. */
        HeldWrites ofReader() {
            HeldWrites writes = current.get();
            if (writes == null) {
                writes = new HeldWrites(nanoClock);
                current.set(writes);
            }
            return writes;
        }

        /** Returns the held writes of the current thread; null if it does not read. */
        HeldWrites active() {
            HeldWrites writes = current.get();
            return writes != null && writes.active ? writes : null;
        }
    }
}
