package dev.webshocket.it.app.door;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;
import java.util.List;

/** A handler with connection callbacks. */
@WebSocketHandler("/doors/{door}")
public class DoorHandler {

    @Inject
    Porter porter;

    @OnConnect
    void connected(ClientConnection connection) {
        if (!connection.query().containsKey("name")) {
            throw new RpcException("Say your name");
        }
        connection.set("name", connection.query().get("name").get(0));
    }

    /** Returns the events of this client's door. */
    @RpcMethod
    public List<String> report(ClientConnection connection) {
        return porter.report(connection.pathParameters().get("door"));
    }

    @RpcMethod
    public String address(ClientConnection connection) {
        return connection.remoteAddress().orElse("unknown");
    }

    /** Returns a header of the handshake. */
    @RpcMethod
    public String header(ClientConnection connection, String name) {
        return String.join(", ", connection.headers().get(name));
    }
}
