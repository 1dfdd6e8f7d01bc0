package dev.webshocket.tools.served;

import dev.webshocket.Has;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcParam;
import dev.webshocket.WebSocketHandler;

/** Documents, of which some are for people who have logged in. */
@WebSocketHandler("/ws")
public class DocumentHandler {

    /** Says hello. */
    @RpcMethod
    public String greet(String name) {
        return "Hello, " + name + "!";
    }

    /** Edits a document. */
    @RpcMethod
    @Has("username")
    public String edit(@RpcParam("doc_id") String id) {
        return "Editing " + id;
    }
}
