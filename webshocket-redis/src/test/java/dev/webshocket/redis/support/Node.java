package dev.webshocket.redis.support;

import dev.webshocket.spi.extension.Cluster;
import dev.webshocket.spi.platform.ServiceEnvironment;
import dev.webshocket.support.CuttingProxy;
import dev.webshocket.support.CuttingProxy.Cut;
import dev.webshocket.support.CuttingProxy.Fate;
import dev.webshocket.support.EngineServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** One of several servers of a test, which reaches Redis by a proxy of its own. For one thread. */
public final class Node implements AutoCloseable {

    private final CuttingProxy toRedis;
    private final Cluster cluster;
    private final EngineServer server;

    private Node(CuttingProxy toRedis, Cluster cluster, EngineServer server) {
        this.toRedis = toRedis;
        this.cluster = cluster;
        this.server = server;
    }

    /**
     * Starts a server of the application "test".
     *
     * @param more what its environment has beside the cluster
     */
    public static Node start(RedisServer redis, Consumer<ServiceEnvironment.Builder> more, Object... handlers)
            throws Exception {
        CuttingProxy proxy = new CuttingProxy(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), redis.port()), number -> Fate.NONE);
        Cluster cluster = Cluster.open(Clusters.context("redis://127.0.0.1:" + proxy.port()))
                .orElseThrow();
        EngineServer server = EngineServer.startWith(
                environment -> {
                    environment.application("test").cluster(cluster);
                    more.accept(environment);
                },
                handlers);
        return new Node(proxy, cluster, server);
    }

    public EngineServer server() {
        return server;
    }

    public int port() {
        return server.port();
    }

    /** Cuts it off from Redis, so that it can tell nobody anything any more. */
    public void isolate() {
        toRedis.refuse(true);
        toRedis.cut(Cut.RST);
    }

    /** Stops it in order: its engine hands its sessions over, and then it leaves the cluster. */
    @Override
    public void close() {
        server.close();
        cluster.close();
        toRedis.close();
    }
}
