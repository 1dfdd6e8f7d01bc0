package dev.webshocket.tools.served;

import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.Has;
import dev.webshocket.Publishes;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcParam;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;

/** Documents, of which some are for people who have logged in. */
@WebSocketHandler("/ws")
@Publishes(channel = "documents.*", type = DocumentHandler.Edited.class, description = "A document has been edited.")
public class DocumentHandler {

    /**
     * Tells of an edited document.
     *
     * @param author who has edited it
     */
    public record Edited(String author) {}

    @Inject
    Channels channels;

    /** Subscribes to what happens to documents. */
    @RpcMethod
    public void watch(ClientConnection connection) {
        connection.subscribe("documents.*");
    }

    /** Tells all who watch that a document has been edited. */
    @RpcMethod
    public void announce(String id, String author) {
        channels.publish("documents." + id, new Edited(author));
    }

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
