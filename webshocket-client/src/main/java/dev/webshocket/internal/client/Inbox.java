package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import dev.webshocket.packet.Packet;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Received packets that are not answers. They go to the callback, or wait for a receiver. The waiting bytes are
 * bounded; without room the oldest packet is dropped. Safe for use by any thread; no other code runs under its lock.
 */
final class Inbox {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    /** Added to each packet's length, since an empty packet takes memory too. */
    private static final int OVERHEAD = 64;

    private final int bound;
    private final Consumer<? super Packet> callback;
    private final CallbackLane lane;

    private final Deque<Arrival> arrivals = new ArrayDeque<>();
    private final Deque<CompletableFuture<Packet>> waiters = new ArrayDeque<>();
    /** The cost of all waiting packets. */
    private long cost;

    private boolean dropping;
    private boolean delivering;
    private Supplier<? extends ClientException> closed;

    /**
     * Creates an empty inbox.
     *
     * @param bound how many bytes may wait
     * @param callback gets each packet; null for {@link #next} to give them
     * @param lane runs the callback
     */
    Inbox(int bound, Consumer<? super Packet> callback, CallbackLane lane) {
        this.bound = bound;
        this.callback = callback;
        this.lane = lane;
    }

    private record Arrival(Packet packet, int bytes) {
        long cost() {
            return (long) bytes + OVERHEAD;
        }
    }

    boolean hasCallback() {
        return callback != null;
    }

    /** Adds a packet. */
    void add(Packet packet, int size) {
        for (CompletableFuture<Packet> waiter = waiterOrKeep(packet, size); waiter != null; ) {
            // A receiver that has given up leaves the packet to the next.
            waiter = waiter.complete(packet) ? null : waiterOrKeep(packet, size);
        }
        if (callback != null) {
            deliver();
        }
    }

    private CompletableFuture<Packet> waiterOrKeep(Packet packet, int size) {
        boolean firstDrop = false;
        synchronized (this) {
            CompletableFuture<Packet> waiter = waiters.poll();
            if (waiter != null || closed != null) {
                return waiter;
            }
            Arrival arrival = new Arrival(packet, size);
            arrivals.add(arrival);
            cost += arrival.cost();
            while (cost > bound && arrivals.size() > 1) {
                cost -= arrivals.poll().cost();
                firstDrop |= !dropping;
                dropping = true;
            }
        }
        if (firstDrop) {
            LOG.log(
                    Level.WARNING,
                    "WEBSHOCKET-0231: packets come faster than they are received, and more than bufferBytes wait; the"
                            + " oldest are dropped");
        }
        return null;
    }

    /**
     * Returns a future of the next packet. It completes on threads that must not run the application's code. Completing
     * it otherwise leaves the packet to the next receiver.
     */
    CompletableFuture<Packet> next() {
        CompletableFuture<Packet> waiter = new CompletableFuture<>();
        Supplier<? extends ClientException> refusal = null;
        Packet packet = null;
        synchronized (this) {
            Arrival arrival = take();
            if (arrival != null) {
                packet = arrival.packet();
            } else if (closed != null) {
                refusal = closed;
            } else {
                waiters.add(waiter);
            }
        }
        if (packet != null) {
            waiter.complete(packet);
        } else if (refusal != null) {
            waiter.completeExceptionally(refusal.get());
        }
        return waiter;
    }

    /** Removes a receiver that does not wait any more. */
    synchronized void forget(CompletableFuture<Packet> waiter) {
        waiters.remove(waiter);
    }

    /** Puts back a packet that its receiver did not take. */
    void giveBack(Packet packet) {
        CompletableFuture<Packet> waiter;
        do {
            synchronized (this) {
                waiter = waiters.poll();
                if (waiter == null) {
                    // The packet's length is unknown here.
                    Arrival arrival = new Arrival(packet, 0);
                    arrivals.addFirst(arrival);
                    cost += arrival.cost();
                    return;
                }
            }
        } while (!waiter.complete(packet));
    }

    private synchronized Arrival take() {
        Arrival arrival = arrivals.poll();
        if (arrival != null) {
            cost -= arrival.cost();
            dropping &= cost > bound / 2;
        }
        return arrival;
    }

    /** Fails current receivers, and future ones once all packets are taken. */
    void close(Supplier<? extends ClientException> why) {
        List<CompletableFuture<Packet>> failed;
        synchronized (this) {
            closed = why;
            failed = new ArrayList<>(waiters);
            waiters.clear();
        }
        failed.forEach(waiter -> waiter.completeExceptionally(why.get()));
    }

    private void deliver() {
        synchronized (this) {
            if (delivering) {
                return;
            }
            delivering = true;
            lane.add(this::callBack);
        }
        lane.kick();
    }

    private void callBack() {
        for (Packet packet = nextToDeliver(); packet != null; packet = nextToDeliver()) {
            try {
                callback.accept(packet);
            } catch (Throwable e) {
                // Also for an Error: later packets must still be delivered.
                LOG.log(Level.WARNING, "WEBSHOCKET-0232: the onReceive callback threw", e);
            }
        }
    }

    private synchronized Packet nextToDeliver() {
        Arrival arrival = take();
        delivering = arrival != null;
        return arrival == null ? null : arrival.packet();
    }
}
