package dev.webshocket.it.app.login;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import java.security.Principal;

/** Open to all clients, logged in or not. */
@WebSocketHandler("/lobby")
public class LobbyHandler {

    @Inject
    SecurityContext security;

    @RpcMethod
    public String name(ClientConnection connection) {
        return connection.principal().map(Principal::getName).orElse("nobody");
    }

    /** Like {@link #name}, for administrators only. */
    @RpcMethod("admin_name")
    public String adminName() {
        return security.isCallerInRole("admin") ? security.getCallerPrincipal().getName() : "nobody";
    }

    @RpcMethod
    @RolesAllowed("admin")
    public String office() {
        return "Come in";
    }
}
