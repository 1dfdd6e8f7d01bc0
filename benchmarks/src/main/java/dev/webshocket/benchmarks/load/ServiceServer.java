package dev.webshocket.benchmarks.load;

import dev.webshocket.tyrus.WebSocketServer;
import dev.webshocket.tyrus.WebSocketServerBuilder;

/** The service on the embedded server. */
public final class ServiceServer {

    private ServiceServer() {}

    /**
     * Serves until it is killed, and prints the port.
     *
     * @param args {@code history} for channels that keep messages
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static void main(String[] args) throws InterruptedException {
        WebSocketServerBuilder builder = WebSocketServer.builder().port(0).handlers(LoadHandler.class);
        if (args.length > 0 && args[0].equals("history")) {
            builder.channelRules(KeptChannels.rules());
        }
        WebSocketServer server = builder.start();
        System.out.println("port " + server.port());
        server.await();
    }
}
