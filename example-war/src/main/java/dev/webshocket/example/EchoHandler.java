package dev.webshocket.example;

import dev.webshocket.NonBlocking;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;

/** A method that never blocks, and so can run on the thread that received the call. */
@WebSocketHandler("/ws")
public class EchoHandler {

    // region nonblocking
    /** Gives back any value. */
    @RpcMethod
    @NonBlocking
    public Object echo(Object data) {
        return data;
    }
    // endregion
}
