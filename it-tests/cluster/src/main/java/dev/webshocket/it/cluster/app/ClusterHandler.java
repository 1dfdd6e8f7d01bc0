package dev.webshocket.it.cluster.app;

import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.ClusterState;
import dev.webshocket.Member;
import dev.webshocket.NonBlocking;
import dev.webshocket.Per;
import dev.webshocket.RateLimit;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** What the tests call. */
@WebSocketHandler("/cluster")
@ApplicationScoped
public class ClusterHandler {

    @Inject
    Channels channels;

    @Inject
    ClusterState cluster;

    @RpcMethod
    public void follow(ClientConnection connection, List<String> subscriptions) {
        connection.subscribe(subscriptions.toArray(String[]::new));
    }

    @RpcMethod
    public void enter(ClientConnection connection, String room, String name) {
        connection.presenceInfo(name);
        connection.subscribe(room);
    }

    @RpcMethod
    public List<String> subscriptions(ClientConnection connection) {
        return connection.subscriptions().stream().sorted().toList();
    }

    @RpcMethod
    public void publish(String channel, Object message) {
        channels.publish(channel, message);
    }

    /** Returns the payloads of a channel, the oldest first. */
    @RpcMethod
    public List<Object> history(String channel, int limit) {
        return channels.history(channel, limit).stream()
                .map(message -> message.data())
                .toList();
    }

    @RpcMethod
    public List<String> members(String room) {
        return channels.presence(room).members().stream().map(Member::id).toList();
    }

    @RpcMethod
    public void remember(ClientConnection connection, String value) {
        connection.set("value", value);
    }

    @RpcMethod
    public String recall(ClientConnection connection) {
        return connection.get("value", String.class);
    }

    @RpcMethod
    @NonBlocking
    @RateLimit(limit = ClusterSettings.LIMIT, period = "1h", per = Per.PRINCIPAL)
    public void limited() {}

    /** Returns the id of the server that serves the caller. */
    @RpcMethod
    public String server() {
        return cluster.server();
    }

    @RpcMethod
    public List<String> servers() {
        return cluster.servers();
    }

    @RpcMethod
    public boolean ready() {
        return cluster.isReady();
    }
}
