package dev.webshocket.example;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.annotation.security.RolesAllowed;
import java.security.Principal;

/** The user of the connection, by the handshake or by a token that {@link DemoCredentials} accepts. */
@WebSocketHandler("/ws")
public class BadgeHandler {

    @RpcMethod
    public String me(ClientConnection connection) {
        return connection.principal().map(Principal::getName).orElse(null);
    }

    @RpcMethod
    @RolesAllowed("staff")
    public String staff() {
        return "ok";
    }
}
