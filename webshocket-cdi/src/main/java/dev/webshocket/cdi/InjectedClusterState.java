package dev.webshocket.cdi;

import dev.webshocket.ClusterState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The injectable {@link ClusterState}. It delegates to that of the application's engine, which is created after the beans. Safe for
 * use by any thread.
 */
final class InjectedClusterState implements ClusterState {

    private final Engines engines;

    InjectedClusterState(Engines engines) {
        this.engines = engines;
    }

    private ClusterState state() {
        return engines.current().cluster();
    }

    @Override
    public boolean isReady() {
        return state().isReady();
    }

    @Override
    public String server() {
        return state().server();
    }

    @Override
    public List<String> servers() {
        return state().servers();
    }

    @Override
    public List<ShardLag> shards() {
        return state().shards();
    }

    @Override
    public Optional<Instant> lastCanary() {
        return state().lastCanary();
    }

    @Override
    public int queued() {
        return state().queued();
    }
}
