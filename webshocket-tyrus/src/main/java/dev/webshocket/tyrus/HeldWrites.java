package dev.webshocket.tyrus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Holds back what is written on a thread while it handles one read, so that the answers to many calls go by one system call. It
 * is for as many links as are written to, and for a millisecond at most: a call that takes longer does not hold up the answers
 * before it. For the thread that it belongs to.
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

    /** A read begins; returns false if it is part of another one, which ends it. */
    boolean begin() {
        boolean outermost = !active;
        active = true;
        return outermost;
    }

    /** The read has been handled: writes what was held back. */
    void end() {
        active = false;
        flush();
    }

    /** Takes a link that has something to be written. */
    void add(LinkOutput output) {
        if (outputs.isEmpty()) {
            since = nanoClock.getAsLong();
        }
        outputs.add(output);
    }

    /** Writes now if something has waited for long enough. */
    void flushIfDue() {
        if (!outputs.isEmpty() && nanoClock.getAsLong() - since > LONGEST_NANOS) {
            flush();
        }
    }

    private void flush() {
        // By index: a connection that cannot be written to ends, and others may be sent a message of that.
        for (int i = 0; i < outputs.size(); i++) {
            outputs.get(i).flushHeld();
        }
        outputs.clear();
    }

    /** Those of all threads of one server that have read. Safe for use by any thread. */
    static final class Threads {

        private final ThreadLocal<HeldWrites> current = new ThreadLocal<>();
        private final LongSupplier nanoClock;

        Threads(LongSupplier nanoClock) {
            this.nanoClock = nanoClock;
        }

        /** Returns what the current thread, which reads, holds back. */
        HeldWrites ofReader() {
            HeldWrites writes = current.get();
            if (writes == null) {
                writes = new HeldWrites(nanoClock);
                current.set(writes);
            }
            return writes;
        }

        /** Returns what holds back the current thread's writes; null for nothing. */
        HeldWrites active() {
            HeldWrites writes = current.get();
            return writes != null && writes.active ? writes : null;
        }
    }
}
