package dev.webshocket.internal.redis;

import dev.webshocket.redis.RedisSettings;
import dev.webshocket.spi.extension.Cluster;
import dev.webshocket.spi.extension.ClusterContext;
import dev.webshocket.spi.extension.ClusterProvider;
import java.util.List;

/** Opens a cluster on Redis when {@code webshocket.redis.url} is set. Stateless. */
public final class RedisProvider implements ClusterProvider {

    @Override
    public boolean isConfigured(ClusterContext context) {
        return RedisSettings.read(context.properties()).isPresent();
    }

    /**
     * Connects this server to the others. Waits for Redis up to the patience; if Redis is away, the server starts without being ready,
     * and connects later.
     *
     * @throws IllegalArgumentException with code 0401 if a property is wrong, with 0402 if Redis refuses user and password
     */
    @Override
    public Cluster connect(ClusterContext context) {
        RedisSettings settings = RedisSettings.read(context.properties()).orElseThrow();
        return RedisCluster.open(settings, context);
    }

    @Override
    public List<String> properties() {
        return RedisSettings.properties();
    }

    @Override
    public String toString() {
        return "Redis by webshocket.redis.url";
    }
}
