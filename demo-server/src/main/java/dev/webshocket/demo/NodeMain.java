package dev.webshocket.demo;

import dev.webshocket.demo.cluster.ServerProcess;
import dev.webshocket.tyrus.WebSocketServer;
import java.io.IOException;

/** One of the servers of {@link NodesCommand}, in a process of its own. */
final class NodeMain {

    private NodeMain() {}

    /** Serves until the standard input ends, or the process is told to end. */
    public static void main(String[] arguments) throws IOException, SelfSignedKey.NotMadeException {
        Logging.warningsOnly();
        WebSocketServer server = new ServeCommand(0, false).start();
        Runtime.getRuntime().addShutdownHook(new Thread(ServeCommand.closer(server), "demo-shutdown"));
        ServerProcess.serve(server.uri("/").getPort());
        System.exit(0);
    }
}
