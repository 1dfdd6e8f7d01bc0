package dev.webshocket;

import java.util.Objects;

/**
 * A connection that may be on another server. A snapshot; immutable.
 *
 * @param uid the {@link ClientConnection#uid()}
 * @param server the id of its server, as in {@link ClusterState#servers()}
 * @param path the {@link ClientConnection#path()}
 * @param user the name of its principal; null for none
 * @param linked whether it has a socket now
 */
public record RemoteConnection(String uid, String server, String path, String user, boolean linked) {

    /**
     * Makes a connection.
     *
     * @throws NullPointerException if an argument other than the user is null
     */
    public RemoteConnection {
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(path, "path");
    }
}
