package dev.webshocket.internal.calls;

import java.util.ArrayList;
import java.util.List;

/**
 * How many more items of one stream the other side accepts: section "Calls in both directions" of the wire protocol. Safe for
 * use by any thread; no action runs under its monitor.
 */
public final class Credit {

    private long left;
    private boolean over;
    /** Made with the first action. */
    private List<Runnable> waiting = List.of();

    /**
     * Makes the credit of a stream that begins.
     *
     * @param first how many items may be sent at first, at least 0
     */
    public Credit(int first) {
        this.left = first;
    }

    /**
     * Takes credit for items that are about to be made.
     *
     * @param most how many are wanted, at least 1
     * @return how many may be made, 0 if there is no credit
     */
    synchronized int take(int most) {
        int taken = (int) Math.min(left, most);
        left -= taken;
        return taken;
    }

    /**
     * Registers an action to run when there is credit.
     *
     * @return true if the action will be run, once, by some thread; false if there is credit now or the stream is over, and the
     *     action is forgotten
     */
    synchronized boolean whenSome(Runnable action) {
        if (left > 0 || over) {
            return false;
        }
        if (waiting.isEmpty()) {
            waiting = new ArrayList<>(1);
        }
        waiting.add(action);
        return true;
    }

    /**
     * Adds what the other side accepts more.
     *
     * @param items how many items, at least 1
     */
    void add(int items) {
        List<Runnable> ready;
        synchronized (this) {
            // Any number of credits of any size may come: they must not overflow.
            left = Math.min(left + items, Integer.MAX_VALUE);
            ready = takeWaiting();
        }
        ready.forEach(Runnable::run);
    }

    /** Runs the waiting actions, since the stream is over. */
    void end() {
        List<Runnable> ready;
        synchronized (this) {
            over = true;
            ready = takeWaiting();
        }
        ready.forEach(Runnable::run);
    }

    private List<Runnable> takeWaiting() {
        List<Runnable> taken = waiting;
        waiting = List.of();
        return taken;
    }
}
