package dev.webshocket.internal.calls;

/** Runs the application's code for items of streams. Safe for use by any thread. */
@FunctionalInterface
public interface ItemThreads {

    /**
     * Runs work on another thread.
     *
     * @param work application code
     * @param instead runs if no thread is available
     */
    void run(Runnable work, Runnable instead);
}
