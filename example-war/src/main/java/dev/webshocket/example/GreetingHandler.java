package dev.webshocket.example;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;

/** The smallest service: one method. Clients pass its argument by position or by name. */
@WebSocketHandler("/ws")
public class GreetingHandler {

    // region greet
    /** Says hello. */
    @RpcMethod
    public String greet(String name) {
        return "Hello, " + name + "!";
    }
    // endregion
}
