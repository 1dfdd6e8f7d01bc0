package dev.webshocket.benchmarks.recovery;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;

/** The service that is restarted. */
@WebSocketHandler("/ws")
public class RoomHandler {

    /**
     * Subscribes the caller.
     *
     * @param connection the caller
     * @param channels names and patterns
     */
    @RpcMethod
    public void follow(ClientConnection connection, String... channels) {
        connection.subscribe(channels);
    }

    /**
     * Adds.
     *
     * @param a a number
     * @param b another
     * @return their sum
     */
    @RpcMethod
    public int add(int a, int b) {
        return a + b;
    }
}
