package dev.webshocket.client.cuts;

import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Channels whose messages are numbered, each from 1 on, so that one that is lost or repeated shows. */
@WebSocketHandler("/feed")
@ApplicationScoped
public class FeedHandler {

    private final Map<String, Long> published = new ConcurrentHashMap<>();

    @Inject
    Channels channels;

    @RpcMethod
    public void follow(ClientConnection connection, List<String> subscriptions) {
        connection.subscribe(subscriptions.toArray(String[]::new));
    }

    /** Publishes the next message of a channel; messages of one channel one after the other. */
    @RpcMethod
    public void publish(String channel) {
        published.compute(channel, (name, last) -> {
            long number = last == null ? 1 : last + 1;
            channels.publish(name, number);
            return number;
        });
    }

    /** Returns the number of the newest message of each channel. */
    @RpcMethod
    public Map<String, Long> published() {
        return Map.copyOf(published);
    }
}
