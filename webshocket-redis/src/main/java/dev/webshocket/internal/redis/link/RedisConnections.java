package dev.webshocket.internal.redis.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webshocket.redis.RedisSettings;
import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.providers.ConnectionProvider;
import redis.clients.jedis.util.Pool;

/**
 * The connections to Redis, which threads of this module share. Safe for use by any thread; all methods may block, for about two
 * seconds at a time.
 */
public final class RedisConnections implements AutoCloseable {

    private static final List<String> REFUSED = List.of("NOAUTH", "WRONGPASS", "NOPERM", "invalid password");

    private final RedisSettings settings;
    private final LinkLog log = new LinkLog();

    /** Null before the first use. Guarded by this, as is the client. */
    private volatile ConnectionProvider provider;

    private UnifiedJedis client;
    private boolean closed;

    RedisConnections(RedisSettings settings) {
        this.settings = settings;
    }

    /**
     * Returns what sends commands. Connects if it must.
     *
     * @throws JedisException if Redis cannot be reached
     * @throws IllegalStateException if it is closed
     */
    public synchronized UnifiedJedis client() {
        if (closed) {
            throw new IllegalStateException("the connections are closed");
        }
        if (client == null) {
            provider = ClientFactory.provider(settings);
            client = ClientFactory.client(provider);
        }
        return client;
    }

    /** Returns a connection of its own, which the caller closes; in a Redis Cluster one to any node. */
    public Connection connection() {
        client();
        return provider.getConnection();
    }

    /**
     * Tries whether Redis can be used, once. Redis may be away.
     *
     * @throws IllegalArgumentException with code 0401 if a setting is wrong, with 0402 if Redis refuses user and password
     */
    public void probe() {
        try (Connection connection = connection()) {
            connection.ping();
        } catch (JedisException e) {
            String text = LinkLog.rootOf(e).getMessage();
            if (text != null && REFUSED.stream().anyMatch(text::contains)) {
                throw new IllegalArgumentException(
                        "WEBSHOCKET-0402: Redis at " + settings.where()
                                + " refuses user and password of webshocket.redis.url: " + text,
                        e);
            }
            failed(e);
        }
    }

    /** Drops connections that wait for use, which may have broken too, and looks anew for the nodes of a Redis Cluster. */
    public void failed(Throwable cause) {
        log.away(settings.where(), cause);
        ConnectionProvider current;
        synchronized (this) {
            current = provider;
        }
        if (current == null) {
            return;
        }
        for (Object pool : current.getConnectionMap().values()) {
            if (pool instanceof Pool<?> connections && !connections.isClosed()) {
                connections.clear();
            }
        }
        if (current instanceof ClusterConnectionProvider cluster) {
            try {
                cluster.renewSlotCache();
            } catch (JedisException e) {
                // No node answers; the next attempt asks again.
            }
        }
    }

    /** Notes that Redis has answered. */
    public void succeeded() {
        log.back(settings.where());
    }

    /** Makes a script known to Redis, to all nodes of a Redis Cluster. */
    void load(UnifiedJedis jedis, RedisScript script) {
        jedis.scriptLoad(new String(script.source(), UTF_8));
    }

    /** Returns whether it is a Redis Cluster, in which shards may be on different nodes. */
    public boolean isCluster() {
        return settings.cluster();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            client.close();
        }
    }
}
