package dev.webshocket.example;

import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.Recipients;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;
import java.util.Map;

// region rooms
/** Channels: a message to a room reaches all clients that have joined it. */
@WebSocketHandler("/ws")
public class RoomHandler {

    @Inject
    Channels channels;

    @RpcMethod
    public String join(ClientConnection connection, String room) {
        String name = connection.get("username", String.class);
        if (name != null && name.length() <= 100) {
            connection.presenceInfo(name); // what others see of who is in a room
        }
        connection.subscribe(room);
        return "Joined " + room;
    }

    @RpcMethod
    public String leave(ClientConnection connection, String room) {
        connection.unsubscribe(room);
        return "Left " + room;
    }

    @RpcMethod("send_message")
    public void sendMessage(ClientConnection connection, String room, String msg) {
        if (!connection.has("username")) {
            throw new RpcException("Not logged in");
        }
        channels.publish(room, Map.of("user", connection.get("username"), "msg", msg), Recipients.except(connection));
    }
}
// endregion
