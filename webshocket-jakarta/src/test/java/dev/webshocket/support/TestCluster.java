package dev.webshocket.support;

import dev.webshocket.ClusterState;
import dev.webshocket.internal.cluster.SingleServer;
import dev.webshocket.spi.extension.Cluster;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.PresenceStore;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.extension.ServerGroup;
import dev.webshocket.spi.extension.SessionStore;
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
        return new SingleServer(servers.self());
    }

    @Override
    public void close() {
        closed.set(true);
        servers.leave();
        log.close();
    }
}
