package dev.webshocket.example;

import dev.webshocket.ClientConnection;
import dev.webshocket.DefaultValue;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;

/** Session state: later calls of a connection see the attributes that an earlier call has set. */
@WebSocketHandler("/ws")
public class SessionHandler {

    // region state
    /** Keeps a name and a role on the connection. */
    @RpcMethod
    public String login(ClientConnection connection, String username, @DefaultValue("viewer") String role) {
        connection.set("username", username);
        connection.set("role", role);
        connection.set("is_admin", "admin".equals(role));
        return "Logged in as " + username;
    }

    /** Tells who has logged in on the connection. */
    @RpcMethod
    public String whoami(ClientConnection connection) {
        if (!connection.has("username")) {
            throw new RpcException("Not logged in");
        }
        return connection.get("username", String.class);
    }
    // endregion
}
