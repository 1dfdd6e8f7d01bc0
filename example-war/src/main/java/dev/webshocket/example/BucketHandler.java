package dev.webshocket.example;

import dev.webshocket.RateLimit;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;

/** A bucket of ten calls, which is full again after ten seconds: short enough to watch. */
@WebSocketHandler("/ws")
public class BucketHandler {

    /** Takes one call from the bucket. */
    @RpcMethod
    @RateLimit(limit = 10, period = "10s")
    public void take() {}
}
