package dev.webshocket.it.app.managed;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;

/** Tells whether code runs on threads of the server: none of the library's, by their names. */
@WebSocketHandler("/threads")
public class ThreadsHandler {

    @OnConnect
    public void connect(ClientConnection connection) {
        connection.set("managed", managed());
    }

    /** Returns the result of {@link #connect}. */
    @RpcMethod
    public boolean connected(ClientConnection connection) {
        return connection.get("managed", Boolean.class);
    }

    @RpcMethod
    public boolean managed() {
        return !Thread.currentThread().getName().startsWith("webshocket-");
    }

    @RpcMethod("managed_stream")
    public void managedStream(RpcStream<Boolean> out) throws InterruptedException {
        out.send(managed());
    }
}
