package dev.webshocket.internal.redis.link;

import dev.webshocket.redis.RedisSettings;
import java.time.Duration;
import java.util.Set;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.providers.ConnectionProvider;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.providers.SentineledConnectionProvider;

/** Makes clients of a single Redis, of one behind sentinels, and of a Redis Cluster. Stateless. */
final class ClientFactory {

    private static final Duration LONGEST_REPLY = Duration.ofSeconds(2);

    /** How much longer a blocking command may take than the time for which it asks. */
    private static final Duration LONGEST_BLOCKING = Duration.ofSeconds(3);

    private ClientFactory() {}

    static ConnectionProvider provider(RedisSettings settings) {
        Set<HostAndPort> hosts = Set.copyOf(settings.hosts().stream()
                .map(host -> new HostAndPort(host.name(), host.port()))
                .toList());
        JedisClientConfig config = config(settings).build();
        if (settings.cluster()) {
            return new ClusterConnectionProvider(hosts, config, pool());
        }
        if (settings.sentinel().isPresent()) {
            JedisClientConfig sentinels =
                    config(settings).user(null).password(null).database(0).build();
            return new SentineledConnectionProvider(settings.sentinel().get(), config, pool(), hosts, sentinels);
        }
        return new PooledConnectionProvider(hosts.iterator().next(), config, pool());
    }

    static UnifiedJedis client(ConnectionProvider provider) {
        if (provider instanceof ClusterConnectionProvider cluster) {
            return RedisClusterClient.builder()
                    .nodes(Set.of(new HostAndPort("localhost", 1)))
                    .connectionProvider(cluster)
                    .build();
        }
        return provider instanceof SentineledConnectionProvider
                ? RedisSentinelClient.builder()
                        .masterName("given by the provider")
                        .sentinels(Set.of(new HostAndPort("localhost", 1)))
                        .connectionProvider(provider)
                        .build()
                : RedisClient.builder().connectionProvider(provider).build();
    }

    @SuppressWarnings("deprecation") // What replaces the factory of sockets reads key stores only, no PEM.
    private static DefaultJedisClientConfig.Builder config(RedisSettings settings) {
        long reply = Math.min(
                LONGEST_REPLY.toMillis(), Math.max(100, settings.patience().toMillis() / 2));
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis((int) reply)
                .socketTimeoutMillis((int) reply)
                .blockingSocketTimeoutMillis((int) LONGEST_BLOCKING.toMillis())
                .user(settings.user().orElse(null))
                .password(settings.password().orElse(null))
                .database(settings.database())
                .clientName("webshocket");
        if (settings.tls()) {
            config.ssl(true).sslSocketFactory(Tls.sockets(settings)).sslParameters(Tls.parameters());
        }
        return config;
    }

    /** Each thread of this module uses one connection at a time, so their number needs no bound. There is no thread that evicts. */
    private static GenericObjectPoolConfig<Connection> pool() {
        GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
        pool.setMaxTotal(-1);
        pool.setMaxIdle(-1);
        pool.setJmxEnabled(false);
        return pool;
    }
}
