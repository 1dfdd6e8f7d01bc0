package dev.webshocket.example;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;

/** A count for each connection, which goes on when a client resumes its connection on another socket. */
@WebSocketHandler("/ws")
public class BumpHandler {

    /** Counts the calls of the connection, also over several sockets. */
    @RpcMethod
    public int bump(ClientConnection connection) {
        Integer before = connection.get("bumps", Integer.class);
        int count = before == null ? 1 : before + 1;
        connection.set("bumps", count);
        return count;
    }

    /** Adds two whole numbers after some seconds; cancelling it interrupts the wait. */
    @RpcMethod("slow_add") // cancelling the call interrupts the sleep
    public int slowAdd(int a, int b, double seconds) throws InterruptedException {
        Thread.sleep((long) (seconds * 1000));
        return a + b;
    }
}
