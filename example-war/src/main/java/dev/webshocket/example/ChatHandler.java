package dev.webshocket.example;

import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.Member;
import dev.webshocket.Recipients;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.Since;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/**
 * The chat of the page: who enters a room gets what was said before, and who is typing is told to the others. Rooms that
 * begin with {@code room.} remember; {@link DemoChannels} has the rules.
 */
@WebSocketHandler("/ws")
public class ChatHandler {

    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_MESSAGE = 2000;
    private static final String TYPING = "typing.";

    @Inject
    Channels channels;

    /** Enters a room under a name, gets the latest messages first, and returns who is there. */
    @RpcMethod
    public List<Member> enter(ClientConnection connection, String name, String room) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new RpcException("a name has 1 to " + LONGEST_NAME + " characters");
        }
        connection.set("username", name);
        connection.presenceInfo(name);
        connection.subscribe(room, Since.latest(50));
        connection.subscribeNames(TYPING + room);
        return channels.presence(room).members();
    }

    /** Says something to all in a room, its sender included. A key makes repeated messages known as such. */
    @RpcMethod
    public void say(ClientConnection connection, String room, String msg, String key) {
        if (msg.isBlank() || msg.length() > LONGEST_MESSAGE) {
            throw new RpcException("a message has 1 to " + LONGEST_MESSAGE + " characters");
        }
        channels.publish(room, Map.of("user", name(connection), "msg", msg, "key", key));
    }

    /** Tells the others in a room that the caller is typing. Nobody remembers that. */
    @RpcMethod
    public void typing(ClientConnection connection, String room) {
        channels.publish(TYPING + room, name(connection), Recipients.except(connection));
    }

    /** Leaves a room. */
    @RpcMethod
    public void exit(ClientConnection connection, String room) {
        connection.unsubscribe(room, TYPING + room);
    }

    private static String name(ClientConnection connection) {
        String name = connection.get("username", String.class);
        if (name == null) {
            throw new RpcException("Not logged in");
        }
        return name;
    }
}
