package dev.webshocket.internal.endpoint;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The connections that wait for their clients, the one that has waited longest first, in all and by {@link ClientNetwork}.
 * Guarded by the lock of the {@link ConnectionRegistry}.
 */
final class SuspendedConnections {

    private final Map<ServerConnection, Optional<ClientNetwork>> all = new LinkedHashMap<>();
    private final Map<ClientNetwork, Set<ServerConnection>> networks = new HashMap<>();

    /** Adds a connection, unless it is there already. */
    void add(ServerConnection connection, Optional<ClientNetwork> network) {
        if (all.putIfAbsent(connection, network) == null) {
            network.ifPresent(of ->
                    networks.computeIfAbsent(of, n -> new LinkedHashSet<>()).add(connection));
        }
    }

    /** Removes a connection, if it is there. */
    void remove(ServerConnection connection) {
        Optional<ClientNetwork> network = all.remove(connection);
        if (network != null && network.isPresent()) {
            networks.computeIfPresent(network.get(), (of, same) -> {
                same.remove(connection);
                return same.isEmpty() ? null : same;
            });
        }
    }

    int count() {
        return all.size();
    }

    int count(Optional<ClientNetwork> network) {
        return network.map(of -> networks.getOrDefault(of, Set.of()).size()).orElse(0);
    }

    /** Returns the one that has waited longest. */
    Optional<ServerConnection> first() {
        return all.keySet().stream().findFirst();
    }

    /** Returns the one of a network that has waited longest. */
    Optional<ServerConnection> first(Optional<ClientNetwork> network) {
        return network.flatMap(
                of -> networks.getOrDefault(of, Set.of()).stream().findFirst());
    }
}
