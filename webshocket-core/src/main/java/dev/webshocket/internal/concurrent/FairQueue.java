package dev.webshocket.internal.concurrent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A queue that takes turns: from network to network, and within a network from connection to connection, each in its order. For one
 * thread at a time.
 *
 * @param <T> the type of the elements
 */
public final class FairQueue<T> {

    /** Accepts every key. */
    public static final Predicate<Object> ANY = key -> true;

    private final Map<Object, Map<Object, Deque<T>>> networks = new LinkedHashMap<>();

    /**
     * Adds an element.
     *
     * @param network identifies the network of the client
     * @param connection identifies its connection
     */
    public void add(Object network, Object connection, T added) {
        networks.computeIfAbsent(network, key -> new LinkedHashMap<>())
                .computeIfAbsent(connection, key -> new ArrayDeque<>(2))
                .add(added);
    }

    /** Removes and returns the next element of such a network and connection, which then come last; null if there is none. */
    public T take(Predicate<Object> suchNetwork, Predicate<Object> suchConnection) {
        for (Map.Entry<Object, Map<Object, Deque<T>>> network : networks.entrySet()) {
            if (suchNetwork.test(network.getKey())) {
                for (Map.Entry<Object, Deque<T>> connection : network.getValue().entrySet()) {
                    if (suchConnection.test(connection.getKey())) {
                        T next = connection.getValue().peek();
                        remove(network.getKey(), connection.getKey(), next);
                        return next;
                    }
                }
            }
        }
        return null;
    }

    /** Removes an element at any place; returns false if it is not in the queue. */
    public boolean remove(Object network, Object connection, T removed) {
        Map<Object, Deque<T>> connections = networks.get(network);
        Deque<T> waiting = connections == null ? null : connections.get(connection);
        if (waiting == null || !removeSame(waiting, removed)) {
            return false;
        }
        // Moved to the end, or removed if empty.
        connections.remove(connection);
        networks.remove(network);
        if (!waiting.isEmpty()) {
            connections.put(connection, waiting);
        }
        if (!connections.isEmpty()) {
            networks.put(network, connections);
        }
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // two equal tasks are two
    private boolean removeSame(Deque<T> waiting, T removed) {
        return waiting.removeIf(one -> one == removed);
    }
}
