package dev.webshocket.client;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A service that calls its clients as they ask. */
@WebSocketHandler("/callers")
class CallerHandler {

    /** The futures of the calls that {@code start} has made. */
    final ConcurrentLinkedQueue<CompletableFuture<Object>> started = new ConcurrentLinkedQueue<>();

    @RpcMethod
    Object relay(ClientConnection client, String method, List<Object> arguments) {
        return client.call(method, Object.class, arguments.toArray());
    }

    @RpcMethod
    CompletionStage<Object> relayAsync(ClientConnection client, String method, List<Object> arguments) {
        return client.callAsync(method, Object.class, arguments.toArray());
    }

    /** Tells code and message of the error that the client answers. */
    @RpcMethod
    List<Object> errorOf(ClientConnection client, String method, List<Object> arguments) {
        try {
            client.call(method, Object.class, arguments.toArray());
            return List.of("no error");
        } catch (RpcException e) {
            List<Object> told = new ArrayList<>(List.of(e.code(), e.getMessage()));
            if (e.data() != null) {
                told.add(e.data());
            }
            return told;
        }
    }

    @RpcMethod
    void start(ClientConnection client, String method, int times) {
        for (int i = 0; i < times; i++) {
            started.add(client.callAsync(method, Object.class, i));
        }
    }

    /** Calls back until the depth is used up. */
    @RpcMethod
    int nested(ClientConnection client, int depth) {
        return depth == 0 ? 0 : 1 + client.call("nested", int.class, depth - 1);
    }

    @RpcMethod
    Map<String, String> meta(ClientConnection client) {
        return client.meta();
    }

    @RpcMethod
    int plus(int a, int b) {
        return a + b;
    }
}
