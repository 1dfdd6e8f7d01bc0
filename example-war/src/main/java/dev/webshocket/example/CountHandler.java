package dev.webshocket.example;

import dev.webshocket.DefaultValue;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;

/**
 * A stream that produces its items over time. When the client cancels or disconnects, the thread is interrupted, so
 * that the sleep ends the method.
 */
@WebSocketHandler("/ws")
public class CountHandler {

    // region stream
    /** Counts from 1 to n, with a pause of some seconds after each number. */
    @RpcMethod("count_to")
    public void countTo(int n, @DefaultValue("0.1") double delay, RpcStream<Integer> out) throws InterruptedException {
        for (int i = 1; i <= n; i++) {
            out.send(i);
            Thread.sleep((long) (delay * 1000));
        }
    }
    // endregion
}
