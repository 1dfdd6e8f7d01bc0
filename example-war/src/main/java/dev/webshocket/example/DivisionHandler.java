package dev.webshocket.example;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;

/**
 * A method with an unexpected failure. If b is zero, the client gets an error id, but not the exception; the server's
 * log has the exception under that id.
 */
@WebSocketHandler("/ws")
public class DivisionHandler {

    // region unforeseen
    /** Divides whole numbers; by 0 it fails, and tells the caller an error id alone. */
    @RpcMethod
    public int divide(int a, int b) {
        return a / b;
    }
    // endregion
}
