package dev.webshocket.internal.client;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Messages in order, and their total length. Guarded by the lock of its {@link Backlog}. */
final class SubmissionQueue {

    private final Set<Submission> messages = new LinkedHashSet<>();
    private long bytes;

    void add(Submission message) {
        if (messages.add(message)) {
            bytes += message.bytes();
        }
    }

    /** Removes a message; returns false if it is not here. */
    boolean remove(Submission message) {
        boolean removed = messages.remove(message);
        bytes -= removed ? message.bytes() : 0;
        return removed;
    }

    /** Removes and returns all messages that match. */
    List<Submission> take(Predicate<? super Submission> such) {
        List<Submission> taken = new ArrayList<>(messages);
        taken.removeIf(such.negate());
        taken.forEach(this::remove);
        return taken;
    }

    List<Submission> takeAll() {
        return take(message -> true);
    }

    /** Returns the first message, null if there is none. */
    Submission first() {
        Iterator<Submission> iterator = messages.iterator();
        return iterator.hasNext() ? iterator.next() : null;
    }

    int size() {
        return messages.size();
    }

    /** Tells whether a message would exceed a bound; never if it would be alone. */
    boolean isTooLongWith(Submission message, long bound) {
        return !messages.isEmpty() && bytes + message.bytes() > bound;
    }
}
