package dev.webshocket.internal.endpoint;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.credential.Credential;
import dev.webshocket.spi.extension.Identity;
import java.net.InetAddress;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The identity of a connection: its id, its request, and its user. Safe for use by any thread. */
abstract class ConnectionIdentity implements ClientConnection {

    private final String uid;

    /** That of the newest socket. */
    private volatile Arrival arrival;

    /** What the client has sent over the connection; null if its user is that of the handshake, if any. */
    private volatile Credential credential;

    /** Null for none, and before {@link #nameUser}. */
    private volatile String user;

    ConnectionIdentity(String uid, Arrival arrival) {
        this.uid = uid;
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

    /** Gives the connection a user, or the roles and the end of another credential of the same user. */
    final void accept(Identity identity) {
        credential = Credential.of(identity);
    }

    /** Reads the name of the user, once all is known that tells who it is: it stays the same, whatever the principal is. */
    final void nameUser() {
        user = userName();
    }

    /** Reads the name of the present user; null for none. */
    final String userName() {
        return principal().map(Principal::getName).orElse(null);
    }

    /** Returns the name of the user; null for none. */
    final String user() {
        return user;
    }

    /** Tells whether the connection has a user, who is that of an identity. */
    final boolean isOf(Identity identity) {
        return principal()
                .filter(user -> user.getName().equals(identity.name()))
                .isPresent();
    }

    /** Returns the whole seconds that are left of the credential; null if it does not end. */
    final Long secondsLeft() {
        Credential present = credential;
        return present == null ? null : present.expiry().secondsLeft(System.nanoTime());
    }

    /** Tells whether the credential ended too long ago. */
    final boolean isOver(long nowNanos) {
        Credential present = credential;
        return present != null && present.expiry().isOver(nowNanos);
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
        Credential present = credential;
        return Optional.ofNullable(present == null ? arrival.principal() : present.principal());
    }

    @Override
    public boolean isInRole(String role) {
        Credential present = credential;
        return present == null ? arrival.roles().include(role) : present.includes(role);
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
