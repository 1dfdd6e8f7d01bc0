package dev.webshocket.internal.endpoint;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Connections, by their ids and by the names of their users. Safe for use by any thread: readers see a connection that is being
 * added or removed in neither, one or both of the indexes. One thread at a time adds and removes. As a collection it is a live view.
 */
final class ConnectionTable extends AbstractCollection<ServerConnection> {

    private final ConcurrentMap<String, ServerConnection> ids = new ConcurrentHashMap<>();
    /** Has no empty sets. */
    private final ConcurrentMap<String, Set<ServerConnection>> users = new ConcurrentHashMap<>();

    /** Adds a connection whose user is known. Returns false if there is one of its id. */
    @Override
    public boolean add(ServerConnection connection) {
        if (ids.putIfAbsent(connection.uid(), connection) != null) {
            return false;
        }
        String user = connection.user();
        if (user != null) {
            users.compute(user, (name, known) -> {
                Set<ServerConnection> all = known == null ? ConcurrentHashMap.newKeySet(1) : known;
                all.add(connection);
                return all;
            });
        }
        return true;
    }

    @Override
    public boolean remove(Object other) {
        if (!contains(other)) {
            return false;
        }
        ServerConnection connection = (ServerConnection) other;
        ids.remove(connection.uid());
        String user = connection.user();
        if (user != null) {
            users.computeIfPresent(user, (name, all) -> {
                all.remove(connection);
                return all.isEmpty() ? null : all;
            });
        }
        return true;
    }

    Optional<ServerConnection> find(String uid) {
        return Optional.ofNullable(ids.get(uid));
    }

    /** Returns a live view. */
    Collection<ServerConnection> ofUser(String name) {
        return Collections.unmodifiableSet(users.getOrDefault(name, Set.of()));
    }

    /** Tells whether this very object is there, in constant time. */
    @Override
    public boolean contains(Object other) {
        // Connections of one id are equal, but only one of them was added.
        Object present = other instanceof ServerConnection connection ? ids.get(connection.uid()) : null;
        return present != null && present == other;
    }

    @Override
    public Iterator<ServerConnection> iterator() {
        return Collections.unmodifiableCollection(ids.values()).iterator();
    }

    @Override
    public int size() {
        return ids.size();
    }
}
