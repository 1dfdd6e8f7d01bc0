package dev.webshocket.cdi;

import dev.webshocket.ClientConnection;
import dev.webshocket.ClusterConnections;
import dev.webshocket.Connections;
import java.util.List;
import java.util.Optional;

/**
 * The injectable {@link Connections}. It delegates to those of the application's engine, which is created after the beans. Safe
 * for use by any thread.
 */
final class InjectedConnections implements Connections {

    private final Engines engines;

    InjectedConnections(Engines engines) {
        this.engines = engines;
    }

    private Connections connections() {
        return engines.current().clients();
    }

    @Override
    public List<ClientConnection> list() {
        return connections().list();
    }

    @Override
    public Optional<ClientConnection> find(String uid) {
        return connections().find(uid);
    }

    @Override
    public List<ClientConnection> ofUser(String name) {
        return connections().ofUser(name);
    }

    @Override
    public int count() {
        return connections().count();
    }

    @Override
    public boolean send(String uid, Object data) {
        return connections().send(uid, data);
    }

    @Override
    public boolean close(String uid, int code, String reason) {
        return connections().close(uid, code, reason);
    }

    @Override
    public ClusterConnections cluster() {
        return connections().cluster();
    }

    @Override
    public Connections at(String path) {
        return connections().at(path);
    }
}
