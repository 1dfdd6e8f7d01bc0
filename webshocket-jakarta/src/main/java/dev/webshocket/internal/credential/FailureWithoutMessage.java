package dev.webshocket.internal.credential;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Stands in the log for what a check has thrown. It has the names of its classes and its stack traces, but no messages: libraries
 * put the token that they could not read, or parts of it, into those.
 */
final class FailureWithoutMessage extends Throwable {

    private static final long serialVersionUID = 1L;

    private final String type;

    private FailureWithoutMessage(Throwable failure) {
        type = failure.getClass().getName();
        setStackTrace(failure.getStackTrace());
    }

    static Throwable of(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        FailureWithoutMessage first = new FailureWithoutMessage(failure);
        FailureWithoutMessage last = first;
        seen.add(failure);
        for (Throwable cause = failure.getCause(); cause != null && seen.add(cause); cause = cause.getCause()) {
            FailureWithoutMessage next = new FailureWithoutMessage(cause);
            last.initCause(next);
            last = next;
        }
        return first;
    }

    @Override
    public String toString() {
        return type + " (its message is left out, since it may contain the token)";
    }
}
