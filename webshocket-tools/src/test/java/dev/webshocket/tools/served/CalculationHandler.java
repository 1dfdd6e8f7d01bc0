package dev.webshocket.tools.served;

import dev.webshocket.DefaultValue;
import dev.webshocket.RpcItems;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;

/** Calculates: a plain call, a stream and an upload. */
@WebSocketHandler("/ws")
public class CalculationHandler {

    /** Adds two whole numbers. */
    @RpcMethod
    public int add(int a, int b) {
        return a + b;
    }

    /** Counts from 1 to n, with a pause of some seconds after each number. */
    @RpcMethod("count_to")
    public void countTo(int n, @DefaultValue("0.1") double delay, RpcStream<Integer> out) throws InterruptedException {
        for (int i = 1; i <= n; i++) {
            out.send(i);
            Thread.sleep((long) (delay * 1000));
        }
    }

    /** Adds up the numbers that the caller sends. */
    @RpcMethod
    public long sum(RpcItems<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).sum();
    }
}
