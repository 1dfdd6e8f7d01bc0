package dev.webshocket.it.app;

import dev.webshocket.RateLimit;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;

/** A handler with two mistakes. */
@WebSocketHandler("/ws")
public class FaultyHandler {

    @RpcMethod
    @RateLimit(limit = 1, period = "5x")
    public void limited() {}

    @RpcMethod
    public static void shared() {}
}
