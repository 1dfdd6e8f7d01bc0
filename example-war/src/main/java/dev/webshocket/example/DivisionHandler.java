package dev.webshocket.example;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;

/**
 * A method that may fail unforeseen. Divided by zero, the client is told an error id and nothing of the exception, which
 * stands in the server's log with that id.
 */
@WebSocketHandler("/ws")
public class DivisionHandler {

    // region unforeseen
    @RpcMethod
    public int divide(int a, int b) {
        return a / b;
    }
    // endregion
}
