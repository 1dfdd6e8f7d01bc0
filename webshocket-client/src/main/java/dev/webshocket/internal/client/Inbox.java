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
    private final ArrivalQueue<ArrivedPacket> arrivals;
    private final Deque<CompletableFuture<ArrivedPacket>> waiters = new ArrayDeque<>();
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
        ArrivedPacket arrival = new ArrivedPacket(packet, size, isKept);
        for (CompletableFuture<ArrivedPacket> waiter = waiterOrKeep(arrival); waiter != null; ) {
            // A receiver that has given up leaves the packet to the next.
            waiter = waiter.complete(arrival) ? null : waiterOrKeep(arrival);
        }
    }

    private CompletableFuture<ArrivedPacket> waiterOrKeep(ArrivedPacket arrival) {
        boolean dropping;
        List<String> lost;
        synchronized (this) {
            CompletableFuture<ArrivedPacket> waiter = waiters.poll();
            if (waiter != null || closed != null) {
                return waiter;
            }
            dropping = arrivals.add(arrival, arrival.bytes());
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
    CompletableFuture<ArrivedPacket> next() {
        CompletableFuture<ArrivedPacket> waiter = new CompletableFuture<>();
        Supplier<? extends ClientException> refusal = null;
        ArrivedPacket arrival;
        synchronized (this) {
            arrival = arrivals.poll();
            if (arrival == null && closed != null) {
                refusal = closed;
            } else if (arrival == null) {
                waiters.add(waiter);
            }
        }
        if (arrival != null) {
            waiter.complete(arrival);
        } else if (refusal != null) {
            waiter.completeExceptionally(refusal.get());
        }
        return waiter;
    }

    /** Removes a receiver that does not wait any more. */
    synchronized void forget(CompletableFuture<ArrivedPacket> waiter) {
        waiters.remove(waiter);
    }

    /** Puts back a packet that its receiver did not take. */
    void giveBack(ArrivedPacket arrival) {
        CompletableFuture<ArrivedPacket> waiter;
        do {
            synchronized (this) {
                waiter = waiters.poll();
                if (waiter == null) {
                    arrivals.giveBack(arrival, arrival.bytes());
                    return;
                }
            }
        } while (!waiter.complete(arrival));
    }

    /** Fails current receivers, and future ones once all packets are taken. */
    void close(Supplier<? extends ClientException> why) {
        List<CompletableFuture<ArrivedPacket>> failed;
        synchronized (this) {
            closed = why;
            failed = new ArrayList<>(waiters);
            waiters.clear();
        }
        failed.forEach(waiter -> waiter.completeExceptionally(why.get()));
    }
}
