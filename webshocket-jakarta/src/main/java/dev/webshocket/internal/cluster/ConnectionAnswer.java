package dev.webshocket.internal.cluster;

import dev.webshocket.RemoteConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a server, or several together, have answered to a {@link ConnectionQuestion}. Immutable.
 *
 * @param count how many connections they have counted
 * @param connections those that they have found
 * @param done whether one of them has done what it was asked to
 */
record ConnectionAnswer(int count, List<RemoteConnection> connections, boolean done) {

    /** The answer of a server that does not know the question, or has no such connection. */
    static final ConnectionAnswer NOTHING = new ConnectionAnswer(0, List.of(), false);

    ConnectionAnswer {
        connections = List.copyOf(connections);
    }

    static ConnectionAnswer counted(long count) {
        return new ConnectionAnswer((int) count, List.of(), false);
    }

    static ConnectionAnswer found(Stream<RemoteConnection> connections) {
        return new ConnectionAnswer(0, connections.toList(), false);
    }

    static ConnectionAnswer done(boolean done) {
        return new ConnectionAnswer(0, List.of(), done);
    }

    /** Joins two answers. A session that moves from one server to another meanwhile may be at both; the one with a socket counts. */
    ConnectionAnswer and(ConnectionAnswer other) {
        Map<String, RemoteConnection> all = new LinkedHashMap<>();
        Stream.concat(connections.stream(), other.connections.stream())
                .forEach(each -> all.merge(each.uid(), each, (one, next) -> next.linked() ? next : one));
        return new ConnectionAnswer(count + other.count, List.copyOf(all.values()), done || other.done);
    }

    /** Tells whether no other server can add anything. */
    boolean settles(ConnectionQuestion question) {
        return done || (question instanceof ConnectionQuestion.Find && !connections.isEmpty());
    }
}
