package dev.webshocket.spi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Tasks that wait, for each client in their order, and taken in turn: from network to network, and within each from
 * connection to connection. Guarded by the lock of its {@link FairExecutor}.
 */
final class ClientQueues {

    /** Anything will do. */
    static final Predicate<Object> ANY = key -> true;

    private final Map<Object, Map<Object, Deque<ClientTask>>> networks = new LinkedHashMap<>();

    void add(ClientTask task) {
        networks.computeIfAbsent(task.network(), key -> new LinkedHashMap<>())
                .computeIfAbsent(task.connection(), key -> new ArrayDeque<>(2))
                .add(task);
    }

    /** Takes the next task of such a network and connection, which then are the last in turn; null if there is none. */
    ClientTask take(Predicate<Object> suchNetwork, Predicate<Object> suchConnection) {
        for (Map.Entry<Object, Map<Object, Deque<ClientTask>>> network : networks.entrySet()) {
            if (suchNetwork.test(network.getKey())) {
                for (Map.Entry<Object, Deque<ClientTask>> connection :
                        network.getValue().entrySet()) {
                    if (suchConnection.test(connection.getKey())) {
                        ClientTask task = connection.getValue().peek();
                        remove(task);
                        return task;
                    }
                }
            }
        }
        return null;
    }

    /** Takes a task out, wherever it is; false if it is not here. */
    boolean remove(ClientTask task) {
        Map<Object, Deque<ClientTask>> connections = networks.get(task.network());
        Deque<ClientTask> tasks = connections == null ? null : connections.get(task.connection());
        if (tasks == null || !removeSame(tasks, task)) {
            return false;
        }
        // To the end of the turn, or out.
        connections.remove(task.connection());
        networks.remove(task.network());
        if (!tasks.isEmpty()) {
            connections.put(task.connection(), tasks);
        }
        if (!connections.isEmpty()) {
            networks.put(task.network(), connections);
        }
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // two equal tasks are two
    private static boolean removeSame(Deque<ClientTask> tasks, ClientTask task) {
        return tasks.removeIf(waiting -> waiting == task);
    }
}
