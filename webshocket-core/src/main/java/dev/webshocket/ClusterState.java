package dev.webshocket;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the servers of this application are doing, for instance for a health check. A CDI application injects it; the embedded server's
 * {@code WebSocketServer.cluster()} returns it. Without a cluster module there is one server, which is always ready.
 *
 * <p>Safe for use by any thread. No method waits.
 */
public interface ClusterState {

    /**
     * Tells whether this server gets what others publish.
     *
     * @return false if it has heard nothing from the engine of the cluster for 5 seconds
     */
    boolean isReady();

    /**
     * Returns the name of this server.
     *
     * @return its id, which it has until it stops
     */
    String server();

    /**
     * Returns the servers that are alive, this one included.
     *
     * @return their ids, sorted; unmodifiable
     */
    List<String> servers();

    /**
     * Returns how far this server is behind in each shard of the log.
     *
     * @return one for each shard, none without a cluster; unmodifiable
     */
    List<ShardLag> shards();

    /**
     * Returns when this server has last heard of its own message through all shards.
     *
     * @return empty if it never has, or there is no cluster
     */
    Optional<Instant> lastCanary();

    /**
     * Counts the publications that wait for the engine of the cluster.
     *
     * @return how many, 0 without a cluster
     */
    int queued();

    /**
     * How far a server is behind in a shard.
     *
     * @param shard from 0
     * @param messages how many messages it has yet to get
     * @param canary when it has last heard of its own message through the shard; null for never
     */
    record ShardLag(int shard, long messages, Instant canary) {}
}
