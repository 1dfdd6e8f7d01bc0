package dev.webshocket.internal.client;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Messages in their order, and how long they are together. Guarded by the lock of its {@link Backlog}. */
final class SubmissionQueue {

    private final Set<Submission> messages = new LinkedHashSet<>();
    private long bytes;

    void add(Submission message) {
        if (messages.add(message)) {
            bytes += message.bytes();
        }
    }

    /** Takes a message out, wherever it is; false where it is not in here. */
    boolean remove(Submission message) {
        boolean removed = messages.remove(message);
        bytes -= removed ? message.bytes() : 0;
        return removed;
    }

    /** Takes out all that are such, and returns them. */
    List<Submission> take(Predicate<? super Submission> such) {
        List<Submission> taken = new ArrayList<>(messages);
        taken.removeIf(such.negate());
        taken.forEach(this::remove);
        return taken;
    }

    List<Submission> takeAll() {
        return take(message -> true);
    }

    /** Returns the first, null where there is none. */
    Submission first() {
        Iterator<Submission> iterator = messages.iterator();
        return iterator.hasNext() ? iterator.next() : null;
    }

    int size() {
        return messages.size();
    }

    /** Tells whether a message would make it longer than a bound; never where it would be alone. */
    boolean isTooLongWith(Submission message, long bound) {
        return !messages.isEmpty() && bytes + message.bytes() > bound;
    }
}
