package dev.webshocket.it.app.secured;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.annotation.security.RolesAllowed;
import java.security.Principal;

/** A service for users with a token. */
@WebSocketHandler("/token")
public class TokenHandler {

    @RpcMethod
    public String name(ClientConnection connection) {
        return connection.principal().map(Principal::getName).orElse("");
    }

    @RpcMethod
    @RolesAllowed("bearer")
    public String allowed() {
        return "allowed";
    }

    @RpcMethod
    @RolesAllowed("admin")
    public String forbidden() {
        return "never returned";
    }
}
