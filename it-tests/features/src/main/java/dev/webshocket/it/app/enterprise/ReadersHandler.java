package dev.webshocket.it.app.enterprise;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;

/** Subscribes readers of published messages. */
@WebSocketHandler("/readers")
public class ReadersHandler {

    @RpcMethod
    public void follow(ClientConnection connection, String channel) {
        connection.subscribe(channel);
    }
}
