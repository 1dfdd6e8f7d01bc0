package dev.webshocket.internal.channel;

import dev.webshocket.ClientConnection;
import dev.webshocket.Connections;
import dev.webshocket.internal.link.CloseStatus;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;

/** The open connections of one engine, or of one of its endpoints. Immutable; safe for use by any thread. */
public final class EngineConnections implements Connections {

    private final Receivers connections;
    private final SortedSet<String> paths;
    /** Null for all endpoints. */
    private final String endpoint;

    /**
     * Makes the connections of all endpoints.
     *
     * @param connections of the engine
     * @param paths of all endpoints
     */
    public EngineConnections(Receivers connections, SortedSet<String> paths) {
        this(connections, paths, null);
    }

    private EngineConnections(Receivers connections, SortedSet<String> paths, String endpoint) {
        this.connections = connections;
        this.paths = paths;
        this.endpoint = endpoint;
    }

    private Stream<? extends Receiver> among(Collection<? extends Receiver> some) {
        return some.stream().filter(this::isListed);
    }

    private boolean isListed(Receiver receiver) {
        return (endpoint == null || endpoint.equals(receiver.endpoint())) && receiver.isListening();
    }

    private Optional<? extends Receiver> receiver(String uid) {
        return connections.find(Objects.requireNonNull(uid, "uid")).filter(this::isListed);
    }

    @Override
    public List<ClientConnection> list() {
        return among(connections.all()).map(Receiver::connection).toList();
    }

    @Override
    public Optional<ClientConnection> find(String uid) {
        return receiver(uid).map(Receiver::connection);
    }

    @Override
    public List<ClientConnection> ofUser(String name) {
        return among(connections.ofUser(Objects.requireNonNull(name, "name")))
                .map(Receiver::connection)
                .toList();
    }

    @Override
    public int count() {
        return (int) among(connections.all()).count();
    }

    @Override
    public boolean send(String uid, Object data) {
        return receiver(uid)
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
    public Connections at(String path) {
        return new EngineConnections(connections, paths, EngineChannels.known(path, paths));
    }
}
