package dev.webshocket.it.app;

import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.OnDisconnect;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import java.util.concurrent.Callable;

/** Calls and callbacks that may run when the application ends. */
@WebSocketHandler("/ws")
public class FarewellHandler {

    @Inject
    Channels channels;

    @Inject
    GuestBook guests;

    /** Counts until told to stop. */
    @RpcMethod
    public void count(long millis, RpcStream<Integer> out) throws InterruptedException {
        for (int i = 1; ; i++) {
            out.send(i);
            Thread.sleep(millis);
        }
    }

    /** Broadcasts its start, and returns after this time. */
    @RpcMethod
    public String work(long millis) throws InterruptedException {
        channels.broadcast("working");
        Thread.sleep(millis);
        return "done";
    }

    /** Makes the disconnect callback of the caller write a line to this file. */
    @RpcMethod
    public void sign(ClientConnection connection, String file) {
        connection.set("file", file);
    }

    @OnDisconnect
    void gone(ClientConnection connection, CloseReason reason) {
        if (connection.has("file")) {
            guests.write(
                    connection.get("file", String.class),
                    "gone: " + reason.getCloseCode().getCode());
        }
    }

    /** Returns how many of the deployments of this application, this one among them, are still in memory. */
    @RpcMethod("class_loaders")
    public int classLoaders() throws Exception {
        return guests.classLoaders();
    }

    /** Runs a lambda, to create its class. */
    @RpcMethod
    public String roundabout(String text) throws Exception {
        Callable<String> call = () -> text;
        return call.call();
    }
}
