package dev.webshocket.internal.rpc;

/** Runs an action as soon as nobody is there any more. Safe for use by any thread; nothing runs under its monitor. */
final class Departure {

    private int present;
    private Runnable whenEmpty;

    /** Counts somebody in. */
    synchronized void enter() {
        present++;
    }

    /** Counts somebody out. */
    void leave() {
        Runnable action = null;
        synchronized (this) {
            present--;
            if (present == 0) {
                action = whenEmpty;
                whenEmpty = null;
            }
        }
        if (action != null) {
            action.run();
        }
    }

    /** Runs an action, here and now if nobody is there, else by whoever leaves last. */
    void whenEmpty(Runnable action) {
        synchronized (this) {
            if (present > 0) {
                whenEmpty = action;
                return;
            }
        }
        action.run();
    }
}
