package dev.webshocket.support;

import dev.webshocket.ClusterState;
import dev.webshocket.spi.extension.Cluster;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.PresenceStore;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.extension.ServerGroup;
import dev.webshocket.spi.extension.SessionStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** What several servers of one process share. Immutable; safe for use by any thread. */
public final class TestCluster implements Cluster {

    /** What all of them share. */
    public static final class Shared {

        public final SharedLog log = new SharedLog();
        public final TestServers servers = new TestServers();
        public final PresenceStore presence = PresenceStore.inMemory();
        public final SessionStore sessions = SessionStore.inMemory(1000);
        public final RateLimitBuckets limits = RateLimitBuckets.inMemory(1000);

        /** Lets one more server join. */
        public TestCluster join(String id) {
            return new TestCluster(this, id);
        }
    }

    private final Shared shared;
    public final SharedLogView log;
    public final TestServers.Server servers;
    public final AtomicBoolean closed = new AtomicBoolean();

    private TestCluster(Shared shared, String id) {
        this.shared = shared;
        this.log = shared.log.open();
        this.servers = shared.servers.join(id);
    }

    @Override
    public MessageLog messages() {
        return log;
    }

    @Override
    public PresenceStore presence() {
        return shared.presence;
    }

    @Override
    public SessionStore sessions() {
        return shared.sessions;
    }

    @Override
    public RateLimitBuckets rateLimits() {
        return shared.limits;
    }

    @Override
    public ServerGroup servers() {
        return servers;
    }

    @Override
    public ClusterState state() {
        return new State(servers);
    }

    @Override
    public void close() {
        closed.set(true);
        servers.leave();
        log.close();
    }

    private record State(TestServers.Server own) implements ClusterState {

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public String server() {
            return own.self();
        }

        @Override
        public List<String> servers() {
            return own.alive();
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
}
