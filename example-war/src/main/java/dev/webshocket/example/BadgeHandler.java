package dev.webshocket.example;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.annotation.security.RolesAllowed;
import java.security.Principal;

/** The user of the connection, by the handshake or by a token that {@link DemoCredentials} accepts. */
@WebSocketHandler("/ws")
public class BadgeHandler {

    /** Tells the name of the user of the connection. */
    @RpcMethod
    public String me(ClientConnection connection) {
        return connection.principal().map(Principal::getName).orElse(null);
    }

    /** Is for the staff alone. */
    @RpcMethod
    @RolesAllowed("staff")
    public String staff() {
        return "ok";
    }
}
