package dev.webshocket.tyrus.handlers;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;

/** Has an invalid path. */
@WebSocketHandler("no slash")
public class BadPathHandler {

    @RpcMethod
    public String echo(String text) {
        return text;
    }
}
