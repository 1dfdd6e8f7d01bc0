package dev.webshocket.internal.cluster;

import dev.webshocket.ClusterState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The state of a server without others. Immutable.
 *
 * @param server its id
 */
public record SingleServer(String server) implements ClusterState {

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public List<String> servers() {
        return List.of(server);
    }

    @Override
    public List<ShardLag> shards() {
        return List.of();
    }

    @Override
    public Optional<Instant> lastCanary() {
        return Optional.empty();
    }

    @Override
    public int queued() {
        return 0;
    }
}
