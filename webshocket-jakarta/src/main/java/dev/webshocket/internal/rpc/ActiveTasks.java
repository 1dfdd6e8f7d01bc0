package dev.webshocket.internal.rpc;

/** Counts tasks, and runs an action when the count reaches zero. Safe for use by any thread; nothing runs under its monitor. */
final class ActiveTasks {

    private int active;
    private Runnable whenNone;

    /** Records the start of a task. */
    synchronized void begin() {
        active++;
    }

    /** Records the end of a task. */
    void end() {
        Runnable action = null;
        synchronized (this) {
            active--;
            if (active == 0) {
                action = whenNone;
                whenNone = null;
            }
        }
        if (action != null) {
            action.run();
        }
    }

    /** Runs an action once: at once if the count is zero, else by the task that ends last. */
    void whenNone(Runnable action) {
        synchronized (this) {
            if (active > 0) {
                whenNone = action;
                return;
            }
        }
        action.run();
    }
}
