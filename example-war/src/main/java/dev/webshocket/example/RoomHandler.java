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

    /** Subscribes the connection to a room, or to all rooms that a pattern such as news.* matches. */
    @RpcMethod
    public String join(ClientConnection connection, String room) {
        String name = connection.get("username", String.class);
        if (name != null && name.length() <= 100) {
            connection.presenceInfo(name); // what others see of who is in a room
        }
        connection.subscribe(room);
        return "Joined " + room;
    }

    /** Takes a subscription back. */
    @RpcMethod
    public String leave(ClientConnection connection, String room) {
        connection.unsubscribe(room);
        return "Left " + room;
    }

    /** Sends a message to everybody else in a room; needs a login before. */
    @RpcMethod("send_message")
    public void sendMessage(ClientConnection connection, String room, String msg) {
        if (!connection.has("username")) {
            throw new RpcException("Not logged in");
        }
        channels.publish(room, Map.of("user", connection.get("username"), "msg", msg), Recipients.except(connection));
    }
}
// endregion
