package dev.webshocket.cdi.bare;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;

@WebSocketHandler("/ws")
public class PlainHandler {
    @RpcMethod
    public void ping() {}
}
