package dev.webshocket.internal.client;

import java.util.Optional;
import java.util.function.Predicate;

/** Searches a failure and its causes, at most twenty, since a chain of causes may be a ring. */
final class Causes {

    private static final int LONGEST_CHAIN = 20;

    private Causes() {}

    /** Returns the first of a type. */
    static <E extends Throwable> Optional<E> find(Throwable failure, Class<E> type) {
        return find(failure, type, found -> true);
    }

    /** Returns the first of a type that meets a condition. */
    static <E extends Throwable> Optional<E> find(Throwable failure, Class<E> type, Predicate<E> condition) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < LONGEST_CHAIN; i++) {
            if (type.isInstance(cause) && condition.test(type.cast(cause))) {
                return Optional.of(type.cast(cause));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    /** Returns the root cause. */
    static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        for (int i = 0; root.getCause() != null && i < LONGEST_CHAIN; i++) {
            root = root.getCause();
        }
        return root;
    }
}
