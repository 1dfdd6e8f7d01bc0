package dev.webshocket.internal.concurrent;

/** Marks a thread of the container while it runs user code, where it must not wait. */
public final class ContainerThread {

    private static final ThreadLocal<Boolean> MARK = new ThreadLocal<>();

    private ContainerThread() {}

    /** Tells whether the current thread belongs to the container and runs user code. */
    public static boolean isCurrent() {
        return MARK.get() != null;
    }

    /** Runs work that must not wait, on any thread. */
    public static void run(Runnable work) {
        Boolean before = MARK.get();
        MARK.set(Boolean.TRUE);
        try {
            work.run();
        } finally {
            // Not removed, which would make a new entry for each call.
            MARK.set(before);
        }
    }
}
