package dev.webshocket.client;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Closes the connection at the first call, instead of answering. */
@WebSocketHandler("/ws")
public class FirstTime {

    public final AtomicInteger calls = new AtomicInteger();
    public volatile int code = 1011;

    @RpcMethod
    public CompletableFuture<Integer> once(ClientConnection connection) {
        int call = calls.incrementAndGet();
        if (call == 1) {
            connection.close(code, "the first time");
            return new CompletableFuture<>();
        }
        return CompletableFuture.completedFuture(call);
    }
}
