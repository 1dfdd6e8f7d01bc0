package dev.webshocket.it.app.silent;

import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
import dev.webshocket.OnDisconnect;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients follow a channel until they are gone. */
@WebSocketHandler("/ws")
public class SilentHandler {

    private final AtomicInteger gone = new AtomicInteger();

    @Inject
    Channels channels;

    @Inject
    Followers followers;

    @OnConnect
    void come(ClientConnection connection) {
        connection.subscribe("silence");
    }

    /** Returns how many follow, and how many that followed are gone. */
    @RpcMethod
    public int[] counts() {
        return new int[] {channels.subscribers("silence").size(), gone.get()};
    }

    @OnDisconnect
    void gone(ClientConnection connection) {
        if (followers.size() >= 0) {
            gone.incrementAndGet();
        }
    }
}
