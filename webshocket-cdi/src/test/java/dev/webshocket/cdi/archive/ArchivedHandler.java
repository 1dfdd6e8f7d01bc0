package dev.webshocket.cdi.archive;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;

/** A handler without another bean-defining annotation. */
@WebSocketHandler("/archived")
public class ArchivedHandler {

    @Inject
    ClientConnection connection;

    @RpcMethod
    public String whoAmI() {
        return connection.uid();
    }
}
