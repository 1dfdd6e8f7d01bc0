package dev.webshocket.internal.log;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Replaces an exception in the log if its text is very long or has control characters, since the text may come from a
 * client. It has the same stack traces, causes and class names, and the text on one line.
 */
final class LoggedFailure extends Throwable {

    private static final long serialVersionUID = 1L;

    /** The number of characters that are kept of an exception's text. */
    private static final int MAX_LENGTH = 2_000;

    private final String text;

    private LoggedFailure(String text) {
        super(text);
        this.text = text;
    }

    /** Returns the exception itself if its text and the texts of all its causes are safe, otherwise a replacement. */
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
        return raw == null ? failure.getClass().getName() + " (its text cannot be read)" : LogText.of(raw, MAX_LENGTH);
    }

    /** Returns the exception's text, or null if its {@code toString()} throws. */
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
