package dev.webshocket.tyrus;

import dev.webshocket.ClusterState;
import dev.webshocket.spi.extension.Cluster;
import dev.webshocket.spi.extension.ClusterContext;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.PresenceStore;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.extension.ServerGroup;
import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.spi.extension.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A cluster in memory that notes what happens to it. Safe for use by any thread. */
final class RecordedCluster implements Cluster, ServerGroup, SessionStore {

    final ClusterContext context;
    final List<String> events = new CopyOnWriteArrayList<>();
    private final MessageLog messages = MessageLog.inMemory(1 << 20);
    private final PresenceStore presence = PresenceStore.inMemory();
    private final RateLimitBuckets limits = RateLimitBuckets.inMemory(100);
    private final SessionStore sessions = SessionStore.inMemory(100);

    private final ClusterState state = new ClusterState() {

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public String server() {
            return self();
        }

        @Override
        public List<String> servers() {
            return List.of("recorded-1", "recorded-2");
        }

        @Override
        public List<ShardLag> shards() {
            return List.of(new ShardLag(0, 7, Instant.EPOCH));
        }

        @Override
        public Optional<Instant> lastCanary() {
            return Optional.of(Instant.EPOCH);
        }

        @Override
        public int queued() {
            return 5;
        }
    };

    RecordedCluster(ClusterContext context) {
        this.context = context;
    }

    @Override
    public MessageLog messages() {
        return messages;
    }

    @Override
    public PresenceStore presence() {
        return presence;
    }

    @Override
    public SessionStore sessions() {
        return this;
    }

    @Override
    public RateLimitBuckets rateLimits() {
        return limits;
    }

    @Override
    public ServerGroup servers() {
        return this;
    }

    @Override
    public ClusterState state() {
        return state;
    }

    @Override
    public void close() {
        events.add("closed");
    }

    @Override
    public String self() {
        return "recorded-1";
    }

    @Override
    public CompletionStage<List<byte[]>> ask(byte[] question, Duration patience) {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public void answer(Function<byte[], byte[]> answerer) {
        events.add("answers");
    }

    @Override
    public CompletionStage<Boolean> save(StoredSession session, Duration keep) {
        events.add("saved");
        return sessions.save(session, keep);
    }

    @Override
    public CompletionStage<Optional<StoredSession>> take(String uid, String secret, String server) {
        return sessions.take(uid, secret, server);
    }

    @Override
    public CompletionStage<Void> remove(String uid, String server) {
        return sessions.remove(uid, server);
    }
}
