package dev.webshocket.client;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import java.security.Principal;

/** Greets callers by the name in their certificate. */
@WebSocketHandler("/ws")
public class GreetingHandler {

    @RpcMethod
    public String greet(ClientConnection connection) {
        return "Hello, " + connection.principal().map(Principal::getName).orElse("whoever you are");
    }
}
