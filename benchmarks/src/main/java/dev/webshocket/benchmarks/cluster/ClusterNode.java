package dev.webshocket.benchmarks.cluster;

import dev.webshocket.ChannelRules;
import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.ClusterState;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.demo.cluster.ServerProcess;
import dev.webshocket.tyrus.WebSocketServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;

/** One of the servers that {@link ClusterLoad} measures. */
@WebSocketHandler("/ws")
@ApplicationScoped
public class ClusterNode {

    @Inject
    Channels channels;

    @Inject
    ClusterState cluster;

    /**
     * Subscribes the caller.
     *
     * @param channel the channel's name
     */
    @RpcMethod
    public void follow(ClientConnection connection, String channel) {
        connection.subscribe(channel);
    }

    /**
     * Publishes a message, and answers when it is published.
     *
     * @param channel the channel's name
     * @param data the message
     */
    @RpcMethod
    public void publish(String channel, Object data) {
        channels.publish(channel, data);
    }

    /**
     * Counts the servers.
     *
     * @return how many servers are ready, as this one knows; 0 if it is not ready
     */
    @RpcMethod
    public int servers() {
        return cluster.isReady() ? cluster.servers().size() : 0;
    }

    /**
     * Serves until the parent wants it to end.
     *
     * @param arguments none
     * @throws IOException if the standard streams fail
     */
    public static void main(String[] arguments) throws IOException {
        WebSocketServer server = WebSocketServer.builder()
                .host("127.0.0.1")
                .port(0)
                .handlers(ClusterNode.class)
                .channelRules(ChannelRules.builder()
                        .channel("kept.*", rule -> rule.history(1_000, Duration.ofMinutes(10)))
                        .build())
                .start();
        ServerProcess.serve(server.uri("/").getPort());
        System.exit(0);
    }
}
