package dev.webshocket.docs;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

@WebSocketHandler("/deletions")
public class DeletionHandler {

    // region asking
    @RpcMethod
    public String delete(ClientConnection client, String id) {
        boolean sure = client.call("confirm", Boolean.class, "Delete " + id + "?"); // waits for 30 s at most
        return sure ? "deleted" : "kept";
    }

    @RpcMethod
    public CompletionStage<Boolean> ask(ClientConnection client, String question) { // needs no thread
        return client.callAsync("confirm", Duration.ofMinutes(5), Boolean.class, question);
    }
    // endregion
}
