package dev.webshocket.it.app.news;

import dev.webshocket.AnyOf;
import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.Has;
import dev.webshocket.Is;
import dev.webshocket.Predicates;
import dev.webshocket.Recipients;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;

/** The features that the example lacks. */
@WebSocketHandler("/news")
public class NewsHandler {

    @Inject
    Channels channels;

    /** Sets attributes of the connection. */
    @RpcMethod
    public Map<String, Object> set(ClientConnection connection, Map<String, Object> attributes) {
        attributes.forEach(connection::set);
        return connection.attributes();
    }

    @RpcMethod
    public Set<String> follow(ClientConnection connection, String[] channels) {
        connection.subscribe(channels);
        return connection.subscriptions();
    }

    @RpcMethod
    public int publish(String channel, String headline) {
        return channels.publish(channel, headline);
    }

    /** Sends a message in each possible way, on an unmanaged thread. */
    @RpcMethod("publish_apart")
    public void publishApart(String channel, String headline) {
        new Thread(() -> {
                    channels.publish(channel, headline);
                    channels.broadcast(headline);
                    channels.at("/news").publish(channel, headline);
                })
                .start();
    }

    /** Publishes to the clients of one region. */
    @RpcMethod("publish_in")
    public int publishIn(String region, String channel, String headline) {
        return channels.publish(channel, headline, Recipients.where(Predicates.isEqual("region", region)));
    }

    @RpcMethod
    @AnyOf(is = @Is("is_admin"), has = @Has("pass"))
    public String archive() {
        return "Yesterday's news";
    }
}
