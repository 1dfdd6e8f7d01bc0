package dev.webshocket.client;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import java.security.Principal;

/** Greets its callers by the names in their certificates. */
@WebSocketHandler("/ws")
public class GreetingHandler {

    @RpcMethod
    public String greet(ClientConnection connection) {
        return "Hello, " + connection.principal().map(Principal::getName).orElse("whoever you are");
    }
}
