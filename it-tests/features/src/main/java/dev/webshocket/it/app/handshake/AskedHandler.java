package dev.webshocket.it.app.handshake;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;

/** Returns the query of the client's handshake. */
@WebSocketHandler("/asked/{what}")
public class AskedHandler {

    @RpcMethod
    public String query(ClientConnection connection, String name) {
        return connection.query().get(name).get(0);
    }

    @RpcMethod
    public String path(ClientConnection connection) {
        return connection.path();
    }
}
