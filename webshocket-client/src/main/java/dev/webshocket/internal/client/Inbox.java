package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import dev.webshocket.packet.Packet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Received packets that are not answers. They go to the callback, or wait for a receiver, bounded in bytes. Safe for use by any
 * thread; no other code runs under its lock.
 */
final class Inbox {

    private final Callbacks callbacks;
    private final ArrivalQueue<Arrival> arrivals;
    private final Deque<CompletableFuture<Packet>> waiters = new ArrayDeque<>();
    /** The channels of messages that have been dropped and not reported yet. */
    private final List<String> dropped = new ArrayList<>();

    private Supplier<? extends ClientException> closed;

    /**
     * Creates an empty inbox.
     *
     * @param bound how many bytes may wait
     * @param callbacks take the packets if there is a callback for them, and hear which messages are dropped
     */
    Inbox(int bound, Callbacks callbacks) {
        this.callbacks = callbacks;
        this.arrivals = new ArrivalQueue<>(bound, arrival -> {
            if (arrival.isKept()) {
                dropped.add(arrival.packet().channel());
            }
        });
    }

    private record Arrival(Packet packet, boolean isKept) {}

    boolean hasCallback() {
        return callbacks.takePackets();
    }

    /**
     * Adds a packet.
     *
     * @param isKept whether it is a message of a channel with history
     */
    void add(Packet packet, int size, boolean isKept) {
        if (callbacks.takePackets()) {
            callbacks.received(packet, size, isKept);
            return;
        }
        for (CompletableFuture<Packet> waiter = waiterOrKeep(packet, size, isKept); waiter != null; ) {
            // A receiver that has given up leaves the packet to the next.
            waiter = waiter.complete(packet) ? null : waiterOrKeep(packet, size, isKept);
        }
    }

    private CompletableFuture<Packet> waiterOrKeep(Packet packet, int size, boolean isKept) {
        boolean dropping;
        List<String> lost;
        synchronized (this) {
            CompletableFuture<Packet> waiter = waiters.poll();
            if (waiter != null || closed != null) {
                return waiter;
            }
            dropping = arrivals.add(new Arrival(packet, isKept), size);
            lost = List.copyOf(dropped);
            dropped.clear();
        }
        if (dropping) {
            ArrivalQueue.warn();
        }
        lost.forEach(callbacks::lost);
        return null;
    }

    /**
     * Returns a future of the next packet. It completes on threads that must not run the application's code. Completing
     * it otherwise leaves the packet to the next receiver.
     */
    CompletableFuture<Packet> next() {
        CompletableFuture<Packet> waiter = new CompletableFuture<>();
        Supplier<? extends ClientException> refusal = null;
        Arrival arrival;
        synchronized (this) {
            arrival = arrivals.poll();
            if (arrival == null && closed != null) {
                refusal = closed;
            } else if (arrival == null) {
                waiters.add(waiter);
            }
        }
        if (arrival != null) {
            waiter.complete(arrival.packet());
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
                    arrivals.giveBack(new Arrival(packet, false));
                    return;
                }
            }
        } while (!waiter.complete(packet));
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
}
