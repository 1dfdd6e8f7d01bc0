package dev.webshocket.spi.extension;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A session as a {@link SessionStore} keeps it. Immutable, except what the application does to the values of attributes.
 *
 * @param uid the connection's id
 * @param server the id of the server that has the session; a server has another one each time it starts
 * @param application separates the applications that share a store: the context path of a web application without its slash, or
 *     "default"
 * @param path the path that the client connected to, below the context root, such as {@code /rooms/5}
 * @param subprotocol the name of the subprotocol
 * @param principal the name of its user; null for none. Roles are not stored: they are those of the credential with which the client
 *     comes back
 * @param secrets what {@link SessionStore#take} compares: SHA-256 hashes of the secrets by which the client may take the session up
 *     again, each as 64 hexadecimal digits; the secrets themselves are never stored
 * @param attributes its attributes
 * @param subscriptions the names and patterns that it has subscribed to, in the order of subscribing
 * @param presenceInfo what the application tells channels of its user by {@link dev.webshocket.ClientConnection#presenceInfo}, as a
 *     plain value; null for nothing
 */
public record StoredSession(
        String uid,
        String server,
        String application,
        String path,
        String subprotocol,
        String principal,
        List<String> secrets,
        Map<String, Object> attributes,
        List<String> subscriptions,
        Object presenceInfo) {

    /**
     * Makes a session.
     *
     * @throws NullPointerException if an argument other than the principal and the info is null, or an element is
     */
    public StoredSession {
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(subprotocol, "subprotocol");
        secrets = List.copyOf(secrets);
        attributes = Map.copyOf(attributes);
        subscriptions = List.copyOf(subscriptions);
    }

    /**
     * Returns this session as that of another server.
     *
     * @param owner the id of the other server
     * @param good hashes of the secrets that are good
     * @return a copy with these
     */
    public StoredSession of(String owner, List<String> good) {
        return new StoredSession(
                uid, owner, application, path, subprotocol, principal, good, attributes, subscriptions, presenceInfo);
    }

    /** Omits secrets and attributes. */
    @Override
    public String toString() {
        return "session " + uid + " at " + path;
    }
}
