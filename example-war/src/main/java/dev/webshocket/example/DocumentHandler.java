package dev.webshocket.example;

import dev.webshocket.Has;
import dev.webshocket.IsEqual;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcParam;
import dev.webshocket.WebSocketHandler;

/** Access rules on a method: all of them must hold. */
@WebSocketHandler("/ws")
public class DocumentHandler {

    /** Edits a document; for those who have logged in as an editor. */
    @RpcMethod
    @Has("username")
    @IsEqual(name = "role", value = "editor")
    public String edit(@RpcParam("doc_id") String docId) {
        return "Editing " + docId;
    }
}
