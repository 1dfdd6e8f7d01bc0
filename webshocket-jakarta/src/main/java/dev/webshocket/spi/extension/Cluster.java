package dev.webshocket.spi.extension;

import dev.webshocket.ClusterState;
import java.util.Optional;

/**
 * What the servers of one application share. A cluster module provides it by a {@link ClusterProvider}. Its parts stand in for the
 * defaults in memory; a part that the application gives itself, as a bean or to the builder, comes first.
 *
 * <p>Safe for use by any thread. No part blocks.
 */
public interface Cluster extends AutoCloseable {

    /**
     * Returns the log that all servers follow.
     *
     * @return always the same
     */
    MessageLog messages();

    /**
     * Returns who is present on all servers.
     *
     * @return always the same
     */
    PresenceStore presence();

    /**
     * Returns the sessions that servers take over from each other.
     *
     * @return always the same
     */
    SessionStore sessions();

    /**
     * Returns the rate limits of users, addresses and endpoints on all servers.
     *
     * @return always the same
     */
    RateLimitBuckets rateLimits();

    /**
     * Returns the other servers.
     *
     * @return always the same
     */
    ServerGroup servers();

    /**
     * Returns how the servers are doing.
     *
     * @return always the same
     */
    ClusterState state();

    /** Leaves the other servers and ends all threads and connections. The engine has ended before. May be called several times. */
    @Override
    void close();

    /**
     * Opens the cluster that the application has configured.
     *
     * @param context what the module needs to know of the application
     * @return empty if there is no module, or it is not configured
     * @throws IllegalStateException if two modules are configured
     */
    static Optional<Cluster> open(ClusterContext context) {
        return ClusterProvider.open(context);
    }
}
