package dev.webshocket.demo;

import dev.webshocket.demo.cluster.Nodes;
import dev.webshocket.demo.cluster.RedisProcess;
import java.io.IOException;

/**
 * Serves the demo by several processes behind one port, until the process is told to end. What is killed starts again.
 *
 * @param port the port to listen on, 0 for any free port
 * @param nodes how many servers
 */
record NodesCommand(int port, int nodes) implements Command {

    /** The most servers, which is as many as a machine for demos can bear. */
    static final int MOST_NODES = 9;

    @Override
    public int run(Console console) {
        try (Ending ending = Ending.ofThisThread()) {
            try (Nodes running = Nodes.start(port, nodes, NodeMain.class)) {
                console.print(greeting(running));
                while (true) {
                    console.print(running.awaitRestart());
                }
            } catch (InterruptedException e) {
                return 1;
            } catch (IOException | RedisProcess.NotStartedException e) {
                if (!ending.hasBegun()) {
                    console.complain("Webshocket demo: " + e.getMessage());
                }
                return 1;
            }
        }
    }

    private static String greeting(Nodes nodes) {
        String address = "localhost:" + nodes.port();
        return nodes.describe() + "\nWebshocket demo: http://" + address + "/ and ws://" + address
                + "/ws (Ctrl-C ends it). Kill any of these processes: clients go on, and it starts again";
    }
}
