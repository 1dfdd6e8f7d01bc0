package dev.webshocket.docs;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import java.security.Principal;

// region principal
@WebSocketHandler("/ws")
public class CertifiedHandler {

    @RpcMethod("who_am_i")
    public String whoAmI(ClientConnection connection) {
        return connection.principal().map(Principal::getName).orElse("nobody"); // CN=alice,O=Example
    }
}
// endregion
