package dev.webshocket.it.app.relay;

import dev.webshocket.RpcItems;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.client.ClientState;
import dev.webshocket.client.WebSocketClient;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Calls a service, possibly itself, with the Java client. */
@WebSocketHandler("/relay")
public class RelayHandler {

    public record Parcel(String name, int weight) {}

    @RpcMethod
    public Parcel parcel(String name, int weight) {
        return new Parcel(name, weight);
    }

    @RpcMethod("count_to")
    public Stream<Integer> countTo(int n) {
        return IntStream.rangeClosed(1, n).boxed();
    }

    @RpcMethod
    public Parcel relay(String uri, String name, int weight) {
        try (WebSocketClient client = WebSocketClient.connect(URI.create(uri))) {
            return client.call("parcel", Parcel.class, name, weight);
        }
    }

    /** Connects a client that nobody closes. */
    @RpcMethod
    public boolean open(String uri) {
        return WebSocketClient.connect(URI.create(uri)).state() == ClientState.CONNECTED;
    }

    @RpcMethod("relay_count")
    public List<Integer> relayCount(String uri, int n) {
        try (WebSocketClient client = WebSocketClient.connect(URI.create(uri));
                RpcItems<Integer> items = client.streamRpc("count_to", Integer.class, n)) {
            return items.stream().toList();
        }
    }
}
