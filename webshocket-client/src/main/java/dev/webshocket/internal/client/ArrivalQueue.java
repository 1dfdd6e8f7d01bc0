package dev.webshocket.internal.client;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * What has arrived and waits for the application. The waiting bytes are bounded; without room the oldest is dropped, but never the
 * newest. Guarded by the lock of its owner.
 *
 * @param <T> what waits
 */
final class ArrivalQueue<T> {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    /** Added to each length, since an empty packet takes memory too. */
    static final int OVERHEAD = 64;

    private final int bound;
    private final Consumer<? super T> dropped;
    private final Deque<Arrival<T>> arrivals = new ArrayDeque<>();
    /** The cost of all that waits. */
    private long cost;

    private boolean dropping;

    /**
     * Creates an empty queue.
     *
     * @param bound how many bytes may wait
     * @param dropped gets what is dropped, under the lock
     */
    ArrivalQueue(int bound, Consumer<? super T> dropped) {
        this.bound = bound;
        this.dropped = dropped;
    }

    private record Arrival<T>(T content, int bytes) {
        long cost() {
            return (long) bytes + OVERHEAD;
        }
    }

    /**
     * Adds an arrival.
     *
     * @param bytes its length
     * @return whether dropping begins, which is then to be {@linkplain #warn logged} without the lock
     */
    boolean add(T content, int bytes) {
        Arrival<T> arrival = new Arrival<>(content, bytes);
        arrivals.add(arrival);
        cost += arrival.cost();
        boolean begins = false;
        while (cost > bound && arrivals.size() > 1) {
            dropped.accept(remove().content());
            begins |= !dropping;
            dropping = true;
        }
        return begins;
    }

    /** Puts back what was polled, as it was added. */
    void giveBack(T content, int bytes) {
        Arrival<T> arrival = new Arrival<>(content, bytes);
        arrivals.addFirst(arrival);
        cost += arrival.cost();
    }

    /** Removes and returns the oldest; null if nothing waits. */
    T poll() {
        if (arrivals.isEmpty()) {
            return null;
        }
        T content = remove().content();
        dropping &= cost > bound / 2;
        return content;
    }

    private Arrival<T> remove() {
        Arrival<T> oldest = arrivals.remove();
        cost -= oldest.cost();
        return oldest;
    }

    /** Logs that dropping begins. */
    static void warn() {
        LOG.log(
                Level.WARNING,
                "WEBSHOCKET-0231: packets come faster than they are received, and more than bufferBytes wait; the"
                        + " oldest are dropped");
    }
}
