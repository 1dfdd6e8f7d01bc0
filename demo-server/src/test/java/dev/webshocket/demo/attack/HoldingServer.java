package dev.webshocket.demo.attack;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.tyrus.WebSocketServer;
import java.util.List;

/** A server with a method that waits, which the demo lacks, and the default settings. */
public final class HoldingServer {

    private HoldingServer() {}

    /** The service. */
    @WebSocketHandler("/ws")
    public static class Handler {

        /** Waits for this many milliseconds. */
        @RpcMethod
        public void hold(long millis) throws InterruptedException {
            Thread.sleep(millis);
        }

        @RpcMethod
        public int count(List<Object> values) {
            return values.size();
        }

        @RpcMethod
        public int add(int a, int b) {
            return a + b;
        }
    }

    /** Serves until the process is ended. */
    public static void main(String[] args) throws InterruptedException {
        try (WebSocketServer server =
                WebSocketServer.builder().port(0).handlers(Handler.class).start()) {
            System.out.println(server.uri("/ws"));
            server.await();
        }
    }
}
