package dev.webshocket.benchmarks;

import dev.webshocket.NonBlocking;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.tyrus.WebSocketServer;

/** The same container with a service on it: methods that send back what they are given. */
public final class WebshocketEcho {

    private WebshocketEcho() {}

    /** The service. */
    @WebSocketHandler("/ws")
    public static class EchoHandler {

        /**
         * Runs on the container's thread.
         *
         * @param data anything
         * @return the same
         */
        @RpcMethod
        @NonBlocking
        public Object echo(Object data) {
            return data;
        }

        /**
         * Runs in the connection's lane.
         *
         * @param data anything
         * @return the same
         */
        @RpcMethod("echo_lane")
        public Object echoInLane(Object data) {
            return data;
        }
    }

    /**
     * Serves until it is killed, and prints the port.
     *
     * @param args none
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static void main(String[] args) throws InterruptedException {
        WebSocketServer server =
                WebSocketServer.builder().port(0).handlers(EchoHandler.class).start();
        System.out.println("port " + server.port());
        server.await();
    }
}
