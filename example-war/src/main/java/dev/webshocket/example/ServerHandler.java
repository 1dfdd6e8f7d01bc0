package dev.webshocket.example;

import dev.webshocket.ClusterState;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;
import java.util.List;

/** Which server serves the caller, and which others there are. */
@WebSocketHandler("/ws")
public class ServerHandler {

    @Inject
    ClusterState cluster;

    /**
     * A server.
     *
     * @param id its id
     * @param pid the id of its process
     * @param servers the ids of all servers, its own included
     */
    public record Server(String id, long pid, List<String> servers) {}

    /** Tells which server serves the caller, and which others there are. */
    @RpcMethod
    public Server server() {
        return new Server(cluster.server(), ProcessHandle.current().pid(), cluster.servers());
    }
}
