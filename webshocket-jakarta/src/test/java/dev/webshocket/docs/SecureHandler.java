package dev.webshocket.docs;

import dev.webshocket.ClientConnection;
import dev.webshocket.Has;
import dev.webshocket.Is;
import dev.webshocket.IsEqual;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcParam;
import dev.webshocket.WebSocketHandler;

// region seed
@WebSocketHandler("/secure")
public class SecureHandler {

    @RpcMethod("admin_action")
    @Is("is_admin")
    public String adminAction() {
        return "Secret data";
    }

    @RpcMethod
    @Has("username") // several rules: all of them must hold
    @IsEqual(name = "role", value = "editor")
    public String edit(@RpcParam("doc_id") String docId) {
        return "Editing " + docId;
    }
    // endregion

    @RpcMethod
    public void become(ClientConnection connection, String attribute, Object value) {
        connection.set(attribute, value);
    }
}
