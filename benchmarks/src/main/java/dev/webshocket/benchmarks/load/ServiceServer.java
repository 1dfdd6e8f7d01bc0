package dev.webshocket.benchmarks.load;

import dev.webshocket.tyrus.WebSocketServer;

/** The service on the embedded server. */
public final class ServiceServer {

    private ServiceServer() {}

    /**
     * Serves until it is killed, and prints the port.
     *
     * @param args none
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static void main(String[] args) throws InterruptedException {
        WebSocketServer server =
                WebSocketServer.builder().port(0).handlers(LoadHandler.class).start();
        System.out.println("port " + server.port());
        server.await();
    }
}
