package dev.webshocket.example;

import dev.webshocket.Channels;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;
import java.util.Map;

/** A message to a person, on all devices. */
@WebSocketHandler("/ws")
public class MessageHandler {

    @Inject
    Channels channels;

    /** Sends a message to all connections of a user, whom a token names. */
    @RpcMethod("to_user")
    public void toUser(String name, String msg) {
        channels.toUser(name, Map.of("msg", msg));
    }
}
