package dev.webshocket.tyrus;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import java.security.Principal;

/** The only handler that these tests discover. */
@WebSocketHandler("/ws")
public class EchoHandler {

    @RpcMethod
    public String echo(String text) {
        return text;
    }

    @RpcMethod
    public String greet(ClientConnection connection, String greeting) {
        return greeting + ' ' + connection.principal().map(Principal::getName).orElse("nobody");
    }

    @RpcMethod
    public String header(ClientConnection connection, String name) {
        return connection.headers().get(name).toString();
    }
}
