package dev.webshocket.internal.log;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Stands in a log for an exception whose text is very long or has control characters, since a client may have chosen it: the
 * same class names, stack traces and causes, and the text on one line.
 */
final class LoggedFailure extends Throwable {

    private static final long serialVersionUID = 1L;

    /** How many characters of an exception's text are kept. */
    private static final int LONGEST = 2_000;

    private final String text;

    private LoggedFailure(String text) {
        super(text);
        this.text = text;
    }

    /** Returns the exception itself where its text is safe, and that of all its causes; else what stands for it. */
    static Throwable of(Throwable failure) {
        return isSafe(failure, seen()) ? failure : copy(failure, seen());
    }

    private static Set<Throwable> seen() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static boolean isSafe(Throwable failure, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return true;
        }
        if (!text(failure).equals(raw(failure)) || !isSafe(failure.getCause(), seen)) {
            return false;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (!isSafe(suppressed, seen)) {
                return false;
            }
        }
        return true;
    }

    private static LoggedFailure copy(Throwable failure, Set<Throwable> seen) {
        LoggedFailure copy = new LoggedFailure(text(failure));
        copy.setStackTrace(failure.getStackTrace());
        seen.add(failure);
        Throwable cause = failure.getCause();
        if (cause != null && !seen.contains(cause)) {
            copy.initCause(copy(cause, seen));
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (!seen.contains(suppressed)) {
                copy.addSuppressed(copy(suppressed, seen));
            }
        }
        return copy;
    }

    private static String text(Throwable failure) {
        String raw = raw(failure);
        return raw == null ? failure.getClass().getName() + " (its text cannot be read)" : LogText.of(raw, LONGEST);
    }

    /** Returns null where the exception's own code fails. */
    private static String raw(Throwable failure) {
        try {
            return failure.toString();
        } catch (Throwable broken) {
            return null;
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
