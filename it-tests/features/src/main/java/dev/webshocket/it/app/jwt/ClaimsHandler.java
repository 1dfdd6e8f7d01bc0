package dev.webshocket.it.app.jwt;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.annotation.security.RolesAllowed;
import java.security.Principal;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tells what the caller's JSON Web Token says. */
@WebSocketHandler("/claims")
public class ClaimsHandler {

    @RpcMethod
    public String me(ClientConnection connection) {
        return connection.principal().map(Principal::getName).orElse(null);
    }

    @RpcMethod
    public String issuer(ClientConnection connection) {
        return ((JsonWebToken) connection.principal().orElseThrow()).getIssuer();
    }

    @RpcMethod
    @RolesAllowed("staff")
    public String staff() {
        return "ok";
    }
}
