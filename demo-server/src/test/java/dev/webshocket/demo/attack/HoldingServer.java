package dev.webshocket.demo.attack;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.tyrus.WebSocketServer;
import java.util.List;

/** A server that has, as most do and the demo does not, a method that waits. With the defaults otherwise. */
public final class HoldingServer {

    private HoldingServer() {}

    /** What is called. */
    @WebSocketHandler("/ws")
    public static class Handler {

        /** Waits for so many milliseconds. */
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
