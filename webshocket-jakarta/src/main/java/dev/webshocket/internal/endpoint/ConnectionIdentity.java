package dev.webshocket.internal.endpoint;

import dev.webshocket.ClientConnection;
import java.net.InetAddress;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The identity of a connection: its id, its request, and its user. Safe for use by any thread. */
abstract class ConnectionIdentity implements ClientConnection {

    private final String uid = UUID.randomUUID().toString();

    /** That of the newest socket. */
    private volatile Arrival arrival;

    ConnectionIdentity(Arrival arrival) {
        this.arrival = arrival;
    }

    final Arrival arrival() {
        return arrival;
    }

    /** Takes the request of a newer socket, with its roles. */
    final void arrive(Arrival newest) {
        Arrival before = arrival;
        arrival = newest;
        before.roles().end();
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public String path() {
        return arrival.uri().path();
    }

    @Override
    public Map<String, String> pathParameters() {
        return arrival.uri().parameters();
    }

    @Override
    public Map<String, List<String>> query() {
        return arrival.uri().query();
    }

    @Override
    public Map<String, List<String>> headers() {
        return arrival.headers();
    }

    @Override
    public Optional<String> remoteAddress() {
        return Optional.ofNullable(arrival.address()).map(InetAddress::getHostAddress);
    }

    @Override
    public Optional<Principal> principal() {
        return Optional.ofNullable(arrival.principal());
    }

    @Override
    public boolean isInRole(String role) {
        return arrival.roles().include(role);
    }

    /** Equal to other objects for the same connection, such as the injected one. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ClientConnection connection && uid.equals(connection.uid());
    }

    @Override
    public int hashCode() {
        return uid.hashCode();
    }

    @Override
    public String toString() {
        return "connection " + uid + " at " + arrival.uri().path();
    }
}
