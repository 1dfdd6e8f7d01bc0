package dev.webshocket.internal.redis.servers;

import dev.webshocket.ClusterState;
import dev.webshocket.internal.redis.link.RedisLink;
import dev.webshocket.internal.redis.log.RedisMessageLog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How this server and the others are doing. Safe for use by any thread; nothing waits. */
public final class RedisClusterState implements ClusterState {

    private final String self;
    private final RedisLink link;
    private final RedisMessageLog log;
    private final Heartbeats heartbeats;

    /**
     * Makes the state.
     *
     * @param self this server's id
     */
    public RedisClusterState(String self, RedisLink link, RedisMessageLog log, Heartbeats heartbeats) {
        this.self = self;
        this.link = link;
        this.log = log;
        this.heartbeats = heartbeats;
    }

    @Override
    public boolean isReady() {
        return log.isReady();
    }

    @Override
    public String server() {
        return self;
    }

    @Override
    public List<String> servers() {
        return heartbeats.servers();
    }

    @Override
    public List<ShardLag> shards() {
        return log.lags();
    }

    @Override
    public Optional<Instant> lastCanary() {
        List<ShardLag> shards = shards();
        return shards.stream().anyMatch(shard -> shard.canary() == null)
                ? Optional.empty()
                : shards.stream().map(ShardLag::canary).min(Instant::compareTo);
    }

    @Override
    public int queued() {
        return link.queued();
    }
}
