package dev.webshocket.it.app.shared;

import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.ClusterState;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;
import java.util.List;

/** What an application that shares channels with others does, and what it has running for that. */
@WebSocketHandler("/shared")
public class SharedHandler {

    @Inject
    Channels channels;

    @Inject
    ClusterState cluster;

    @RpcMethod
    public void join(ClientConnection connection, String channel) {
        connection.subscribe(channel);
    }

    @RpcMethod
    public void say(String channel, String text) {
        channels.publish(channel, text);
    }

    @RpcMethod
    public boolean ready() {
        return cluster.isReady();
    }

    /** Returns the names of the threads for Redis, of all applications of this server, sorted. */
    @RpcMethod
    public List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("webshocket-redis"))
                .sorted()
                .toList();
    }
}
