package dev.webshocket.internal.channel;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The connections of one engine, or of one of its endpoints, that applications see: those that have begun and not ended. Immutable;
 * safe for use by any thread.
 *
 * @param connections of the engine
 * @param endpoint the path of the endpoint; null for all
 */
public record ListedConnections(Receivers connections, String endpoint) {

    /** Returns all of them. */
    public Stream<? extends Receiver> all() {
        return among(connections.all());
    }

    /** Finds a connection by its id, in constant time. */
    public Optional<? extends Receiver> find(String uid) {
        return connections.find(Objects.requireNonNull(uid, "uid")).filter(this::isListed);
    }

    /** Finds the connections of a user by an index. */
    public Stream<? extends Receiver> ofUser(String name) {
        return among(connections.ofUser(Objects.requireNonNull(name, "name")));
    }

    private Stream<? extends Receiver> among(Collection<? extends Receiver> some) {
        return some.stream().filter(this::isListed);
    }

    private boolean isListed(Receiver receiver) {
        return (endpoint == null || endpoint.equals(receiver.endpoint())) && receiver.isListening();
    }
}
