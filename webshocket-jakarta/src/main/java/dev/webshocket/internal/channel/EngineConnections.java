package dev.webshocket.internal.channel;

import dev.webshocket.ClientConnection;
import dev.webshocket.ClusterConnections;
import dev.webshocket.Connections;
import dev.webshocket.internal.link.CloseStatus;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

/** The open connections of one engine, or of one of its endpoints. Immutable; safe for use by any thread. */
public final class EngineConnections implements Connections {

    private final ListedConnections listed;
    private final SortedSet<String> paths;
    private final Function<String, ClusterConnections> cluster;

    /**
     * Makes the connections of all endpoints.
     *
     * @param connections of the engine
     * @param paths of all endpoints
     * @param cluster finds those of all servers, of an endpoint or, for null, of all endpoints
     */
    public EngineConnections(
            Receivers connections, SortedSet<String> paths, Function<String, ClusterConnections> cluster) {
        this(new ListedConnections(connections, null), paths, cluster);
    }

    private EngineConnections(
            ListedConnections listed, SortedSet<String> paths, Function<String, ClusterConnections> cluster) {
        this.listed = listed;
        this.paths = paths;
        this.cluster = cluster;
    }

    @Override
    public List<ClientConnection> list() {
        return listed.all().map(Receiver::connection).toList();
    }

    @Override
    public Optional<ClientConnection> find(String uid) {
        return listed.find(uid).map(Receiver::connection);
    }

    @Override
    public List<ClientConnection> ofUser(String name) {
        return listed.ofUser(name).map(Receiver::connection).toList();
    }

    @Override
    public int count() {
        return (int) listed.all().count();
    }

    @Override
    public boolean send(String uid, Object data) {
        return listed.find(uid)
                .map(receiver -> SharedMessage.of(data).pushTo(List.of(receiver)) > 0)
                .orElse(false);
    }

    @Override
    public boolean close(String uid, int code, String reason) {
        CloseStatus status = CloseStatus.of(code, reason);
        Optional<ClientConnection> found = find(uid);
        found.ifPresent(connection -> connection.close(status.code(), status.reason()));
        return found.isPresent();
    }

    @Override
    public ClusterConnections cluster() {
        return cluster.apply(listed.endpoint());
    }

    @Override
    public Connections at(String path) {
        String known = EngineChannels.known(path, paths);
        return new EngineConnections(new ListedConnections(listed.connections(), known), paths, cluster);
    }
}
