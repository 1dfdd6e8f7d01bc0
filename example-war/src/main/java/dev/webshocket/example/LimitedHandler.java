package dev.webshocket.example;

import dev.webshocket.RateLimit;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;

/** Rate limits: a call beyond the limit is refused; disconnectOnLimitExceeded closes the connection too. */
@WebSocketHandler("/ws")
public class LimitedHandler {

    /** Answers 5 queries a minute. */
    @RpcMethod("expensive_query")
    @RateLimit(limit = 5, period = "1m")
    public String expensiveQuery(String q) {
        return "Results for " + q;
    }

    /** Gives a message back; whoever sends more than 100 in 10 seconds is disconnected. */
    @RpcMethod
    @RateLimit(limit = 100, period = "10s", disconnectOnLimitExceeded = true)
    public String chat(String msg) {
        return msg;
    }
}
