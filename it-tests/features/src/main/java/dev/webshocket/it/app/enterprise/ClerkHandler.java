package dev.webshocket.it.app.enterprise;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.Dependent;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A handler that is a session bean; its container wraps its exceptions. */
@Stateless
@Dependent // of all scopes a stateless bean may have no other, and a handler's default is another
@WebSocketHandler("/clerk")
public class ClerkHandler {

    @OnConnect
    public void connected(ClientConnection connection) {
        if (connection.query().containsKey("late")) {
            throw new RpcException("closed");
        }
    }

    @RpcMethod
    public void refuse() {
        throw new RpcException("not today");
    }

    @RpcMethod
    public String sign(@NotNull(message = "is missing") @Size(max = 3, message = "is too long") String initials) {
        return "signed " + initials;
    }
}
