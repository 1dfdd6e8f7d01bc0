package dev.webshocket.internal.concurrent;

/** Throws an unchecked failure after the work that had to be done in spite of it. Stateless. */
public final class Rethrow {

    private Rethrow() {}

    /** Throws a failure of the types {@link RuntimeException} and {@link Error}; does nothing for null. */
    public static void unlessNull(Throwable failure) {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }
}
