package dev.webshocket.docs;

import dev.webshocket.RateLimit;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;

// region seed
@WebSocketHandler("/api")
public class ApiHandler {

    @RpcMethod("expensive_query")
    @RateLimit(limit = 5, period = "1m") // 5 calls a minute
    public String expensiveQuery(String q) {
        return "Result of " + q;
    }

    @RpcMethod
    @RateLimit(limit = 100, period = "10s", disconnectOnLimitExceeded = true)
    public String chat(String msg) {
        return "You said " + msg;
    }
}
// endregion
