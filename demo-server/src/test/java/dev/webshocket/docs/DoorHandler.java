package dev.webshocket.docs;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
import dev.webshocket.OnDisconnect;
import dev.webshocket.OnReceive;
import dev.webshocket.RpcException;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import jakarta.websocket.CloseReason;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

// region callbacks
@WebSocketHandler("/rooms/{room}")
public class DoorHandler {

    private static final Logger LOG = System.getLogger("door");

    @OnConnect
    void connected(ClientConnection connection) {
        if (!connection.query().containsKey("name")) {
            throw new RpcException("Say your name, as in ?name=alice"); // closes with 1008
        }
        connection.set("name", connection.query().get("name").get(0));
    }

    @OnReceive
    void received(ClientConnection connection, Packet packet) {
        if (packet.source() != PacketSource.UNKNOWN) {
            connection.send(List.of("thank you for", packet.data()));
        }
    }

    @OnDisconnect
    void gone(ClientConnection connection, CloseReason reason) {
        LOG.log(
                Level.INFO,
                "{0} left {1}",
                connection.get("name"),
                connection.pathParameters().get("room"));
    }
}
// endregion
