package dev.webshocket.tyrus.handlers;

import dev.webshocket.OnDisconnect;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;

/** A handler that needs another bean, even after its connection has closed. */
@WebSocketHandler("/count")
public class CountingHandler {

    /** The counter's value in the last disconnect callback of any server. */
    public static final AtomicInteger LAST_SEEN = new AtomicInteger();

    @Inject
    Counter counter;

    @RpcMethod
    public int count(String what) {
        return counter.increment();
    }

    @OnDisconnect
    public void goodbye() {
        LAST_SEEN.set(counter.value());
    }
}
