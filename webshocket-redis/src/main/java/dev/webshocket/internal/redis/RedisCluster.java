package dev.webshocket.internal.redis;

import dev.webshocket.ClusterState;
import dev.webshocket.internal.channel.GlobPattern;
import dev.webshocket.internal.redis.limit.RedisRateLimits;
import dev.webshocket.internal.redis.link.RedisKeys;
import dev.webshocket.internal.redis.link.RedisLink;
import dev.webshocket.internal.redis.log.RedisMessageLog;
import dev.webshocket.internal.redis.presence.RedisPresenceStore;
import dev.webshocket.internal.redis.servers.Heartbeats;
import dev.webshocket.internal.redis.servers.RedisClusterState;
import dev.webshocket.internal.redis.servers.RedisServers;
import dev.webshocket.internal.redis.session.RedisSessionStore;
import dev.webshocket.redis.RedisSettings;
import dev.webshocket.spi.extension.Cluster;
import dev.webshocket.spi.extension.ClusterContext;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.PresenceStore;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.extension.ServerGroup;
import dev.webshocket.spi.extension.SessionStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** What the servers of an application share on Redis. Safe for use by any thread. */
public final class RedisCluster implements Cluster {

    private final RedisLink link;
    private final RedisMessageLog log;
    private final Heartbeats heartbeats;
    private final RedisServers servers;
    private final ClusterState state;
    private final PresenceStore presence;
    private final RedisSessionStore sessions;
    private final RateLimitBuckets rateLimits;

    private RedisCluster(RedisSettings settings, ClusterContext context, RedisLink link) {
        this.link = link;
        RedisKeys keys = new RedisKeys(settings.prefix(), context.application());
        String self = randomId();
        this.log = new RedisMessageLog(link, keys, settings, self, anyOf(settings.channels()), context.threads());
        this.heartbeats = new Heartbeats(link, keys, self);
        this.servers = new RedisServers(link, keys, heartbeats, self, context.threads());
        this.state = new RedisClusterState(self, link, log, heartbeats);
        this.presence = new RedisPresenceStore(link, log, keys, self);
        this.sessions = new RedisSessionStore(link, keys, context);
        this.rateLimits = new RedisRateLimits(link, keys, context.settings().maxRateLimitBuckets(), System::nanoTime);
    }

    /** Returns 8 letters and digits at random. */
    private static String randomId() {
        return Long.toString(new SecureRandom().nextLong(78_364_164_096L, 2_821_109_907_456L), Character.MAX_RADIX);
    }

    private static Predicate<String> anyOf(List<String> patterns) {
        List<GlobPattern> compiled = patterns.stream().map(GlobPattern::compile).toList();
        return channel -> compiled.stream().anyMatch(pattern -> pattern.matches(channel));
    }

    /**
     * Opens a cluster. Waits for Redis, up to the patience.
     *
     * @throws IllegalArgumentException with code 0401 if a setting is wrong, with 0402 if Redis refuses user and password
     */
    static RedisCluster open(RedisSettings settings, ClusterContext context) {
        RedisLink link = new RedisLink(settings, context.threads());
        try {
            link.connections().probe();
            RedisCluster cluster = new RedisCluster(settings, context, link);
            cluster.start();
            return cluster;
        } catch (RuntimeException | Error e) {
            link.close();
            throw e;
        }
    }

    private void start() {
        servers.start();
        CompletableFuture<?> connected = CompletableFuture.allOf(log.start(), heartbeats.start());
        try {
            connected.get(link.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Redis is away. The link has logged it; this server becomes ready when it is back.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public MessageLog messages() {
        return log;
    }

    @Override
    public PresenceStore presence() {
        return presence;
    }

    @Override
    public SessionStore sessions() {
        return sessions;
    }

    @Override
    public RateLimitBuckets rateLimits() {
        return rateLimits;
    }

    @Override
    public ServerGroup servers() {
        return servers;
    }

    @Override
    public ClusterState state() {
        return state;
    }

    @Override
    public void close() {
        heartbeats.leave();
        servers.close();
        log.close();
        sessions.close();
        link.close();
    }
}
