package dev.webshocket.it.cluster.app;

import dev.webshocket.demo.cluster.ServerProcess;
import dev.webshocket.spi.extension.Identity;
import dev.webshocket.tyrus.WebSocketServer;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** One of the servers, in a process of its own. Its settings of Redis are system properties. */
public final class ClusterServer {

    private ClusterServer() {}

    /** Serves until the standard input ends, or the process is told to end. */
    public static void main(String[] arguments) throws IOException {
        WebSocketServer server = WebSocketServer.builder()
                .host("127.0.0.1")
                .port(0)
                .handlers(ClusterHandler.class)
                .channelRules(ClusterSettings.rules())
                .settings(ClusterSettings.settings())
                // A token is the name of its user.
                .credentialCheck((token, connection) -> CompletableFuture.completedFuture(Identity.of(token)))
                .start();
        ServerProcess.serve(server.uri("/").getPort());
        System.exit(0);
    }
}
