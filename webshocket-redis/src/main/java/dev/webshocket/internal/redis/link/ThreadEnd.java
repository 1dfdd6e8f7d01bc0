package dev.webshocket.internal.redis.link;

/** The end of this module's threads: servers warn of those that are left when an application has stopped. */
public final class ThreadEnd {

    /** Longer than a reply of Redis may take, or a read of it may block. */
    private static final long MOST_MILLIS = 5_000;

    private ThreadEnd() {}

    /**
     * Waits until a thread has ended, for 5 seconds at most. A thread does not wait for itself. If the current thread is interrupted, it
     * does not wait any longer, and stays interrupted.
     *
     * @param thread has been told to end
     */
    public static void await(Thread thread) {
        if (thread == Thread.currentThread()) {
            return;
        }
        try {
            thread.join(MOST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
