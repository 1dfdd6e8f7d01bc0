package dev.webshocket.internal.endpoint;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts the connections of each {@link ClientNetwork}. It has no more entries than there are connections. Safe for use
 * by any thread.
 */
final class NetworkCounts {

    private final ConcurrentMap<ClientNetwork, Integer> counts = new ConcurrentHashMap<>();

    /** Adds a connection; returns how many there are now, one if the address is not known. */
    int enter(Optional<InetAddress> address) {
        return address.map(known -> counts.merge(ClientNetwork.of(known), 1, Integer::sum))
                .orElse(1);
    }

    /** Removes a connection. */
    void leave(Optional<InetAddress> address) {
        address.ifPresent(known ->
                counts.computeIfPresent(ClientNetwork.of(known), (network, count) -> count == 1 ? null : count - 1));
    }

    /** Tells whether no connection is counted. */
    boolean isEmpty() {
        return counts.isEmpty();
    }
}
