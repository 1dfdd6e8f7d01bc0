package dev.webshocket.it.app;

import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A handler with types that only its application has. */
@WebSocketHandler("/rooms/{room}")
public class NamedHandler {

    /** A type that only this application can encode. */
    public record Item(String room, int number) {}

    private final AtomicInteger calls = new AtomicInteger();

    @Inject
    Channels channels;

    @RpcMethod
    public int calls() {
        return calls.incrementAndGet();
    }

    @RpcMethod
    public String room(ClientConnection connection) {
        return connection.pathParameters().get("room");
    }

    /** Streams this many items. */
    @RpcMethod
    public Stream<Item> items(ClientConnection connection, int count) {
        return IntStream.range(0, count).mapToObj(i -> new Item(room(connection), i));
    }

    /** Returns how many clients it reached. */
    @RpcMethod
    public int broadcast(String message) {
        return channels.broadcast(message);
    }
}
