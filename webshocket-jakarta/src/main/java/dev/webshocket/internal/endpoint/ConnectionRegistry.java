package dev.webshocket.internal.endpoint;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.channel.Receivers;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.session.Refusal;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one application, and how many there may be. {@code maxConnections} bounds the connections, and also the
 * sockets: those of connections and those that wait for {@code hello}. A suspended connection gives its place up if a new
 * connection needs it. The same holds for the connections of one network and {@code connectionsPerAddress}.
 *
 * <p>Safe for use by any thread. Its lock guards the counts; no connection is called under it.
 */
final class ConnectionRegistry implements Receivers {

    private final WebshocketSettings settings;
    private final GoingAway goingAway;

    private final ConnectionTable connections = new ConnectionTable();
    private final Set<PendingSocket> pending = ConcurrentHashMap.newKeySet();

    /** Counts connections and sockets that wait for {@code hello}. */
    private final NetworkCounts networks = new NetworkCounts();
    /** Guarded by this object. */
    private final SuspendedConnections suspended = new SuspendedConnections();

    private volatile boolean closed;

    ConnectionRegistry(WebshocketSettings settings, GoingAway goingAway) {
        this.settings = settings;
        this.goingAway = goingAway;
    }

    /** Adds a link that waits for {@code hello}; returns the status to close it with at once, empty if it may stay. */
    Optional<CloseStatus> admit(PendingSocket socket) {
        pending.add(socket);
        synchronized (this) {
            return refusal(socket.arrival(), networks.enter(address(socket.arrival())));
        }
    }

    /** Removes a link that has had its {@code hello}, or has ended. */
    void forget(PendingSocket socket) {
        if (pending.remove(socket)) {
            networks.leave(address(socket.arrival()));
            linkEnded();
        }
    }

    /** The link of a socket has ended, which may still be here because its credential is being checked. */
    void linkEnded() {
        if (closed) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Adds a connection; returns the status to end it with at once, empty if it may stay. */
    Optional<CloseStatus> admit(ServerConnection connection) {
        Optional<CloseStatus> refusal;
        Optional<ServerConnection> evicted = Optional.empty();
        synchronized (this) {
            if (!connections.add(connection)) {
                throw new IllegalStateException("there are two connections of one id: " + connection);
            }
            int ofNetwork = networks.enter(address(connection.arrival()));
            refusal = refusal(connection.arrival(), ofNetwork);
            if (refusal.isEmpty()) {
                evicted = evicted(connection.arrival(), ofNetwork);
                evicted.ifPresent(suspended::remove);
            }
        }
        evicted.ifPresent(other -> other.turnAway(Refusal.PLACE_GIVEN_UP.status()));
        return refusal;
    }

    /** Checks the sockets. Called after the newcomer has been added: either close() sees it, or the end is seen here. */
    private Optional<CloseStatus> refusal(Arrival arrival, int ofNetwork) {
        if (closed) {
            return Optional.of(goingAway.status());
        }
        int sockets = connections.size() - suspended.count() + pending.size();
        if (isOver(sockets, settings.maxConnections())) {
            return Optional.of(Refusal.TOO_MANY_CONNECTIONS.status());
        }
        return isOver(ofNetwork - suspended.count(arrival.network()), settings.connectionsPerAddress())
                ? Optional.of(Refusal.TOO_MANY_OF_ADDRESS.status())
                : Optional.empty();
    }

    /** Finds the suspended connection that gives its place to a new one; empty if there is room. */
    private Optional<ServerConnection> evicted(Arrival arrival, int ofNetwork) {
        if (isOver(ofNetwork, settings.connectionsPerAddress())) {
            return suspended.first(arrival.network());
        }
        return isOver(connections.size(), settings.maxConnections()) ? suspended.first() : Optional.empty();
    }

    /** Zero is no bound. */
    private static boolean isOver(int count, int bound) {
        return bound != 0 && count > bound;
    }

    private static Optional<InetAddress> address(Arrival arrival) {
        return Optional.ofNullable(arrival.address());
    }

    /** Notes whether a connection waits for its client. Reads the state itself, since changes may be reported in any order. */
    void linkChanged(ServerConnection connection) {
        synchronized (this) {
            if (connection.isLinked() || !connections.contains(connection)) {
                suspended.remove(connection);
            } else {
                suspended.add(connection, connection.arrival().network());
            }
        }
    }

    /** Gives a connection the request of a newer socket, and counts it for the network of that. */
    synchronized void moved(ServerConnection connection, Arrival newest) {
        if (connections.contains(connection)) {
            networks.enter(address(newest));
            networks.leave(address(connection.arrival()));
        }
        connection.arrive(newest);
    }

    /** Finds a connection of version 2 by its public id. */
    Optional<ServerConnection> session(String uid) {
        return connections.find(uid).filter(ServerConnection::isResumable);
    }

    /** Removes a connection that has ended completely. */
    void forget(ServerConnection connection) {
        synchronized (this) {
            if (connections.remove(connection)) {
                networks.leave(address(connection.arrival()));
            }
            suspended.remove(connection);
            if (connections.isEmpty()) {
                notifyAll();
            }
        }
    }

    /** Returns a live view. */
    @Override
    public Collection<ServerConnection> all() {
        return connections;
    }

    @Override
    public Optional<ServerConnection> find(String uid) {
        return connections.find(uid);
    }

    @Override
    public Collection<ServerConnection> ofUser(String name) {
        return connections.ofUser(name);
    }

    /** Returns a live view. */
    Collection<PendingSocket> pending() {
        return Collections.unmodifiableSet(pending);
    }

    boolean isClosed() {
        return closed;
    }

    /** Admits no more; returns false if that has been so already. */
    synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    private boolean isEmpty() {
        return connections.isEmpty() && pending.stream().allMatch(PendingSocket::hasEnded);
    }

    /** Waits until no connection and no open socket is left, or the time is over. */
    synchronized void awaitNone(Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        try {
            for (long left = most.toMillis();
                    !isEmpty() && left > 0;
                    left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
