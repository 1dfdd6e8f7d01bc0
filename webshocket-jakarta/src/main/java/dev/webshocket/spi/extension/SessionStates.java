package dev.webshocket.spi.extension;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;

/**
 * Stores the attributes of connections. An application may replace the default, which is in memory, for instance to
 * share them between servers. Implementations must be safe for use by many threads.
 */
public interface SessionStates {

    /**
     * Makes a store in memory.
     *
     * @return an empty store, safe for use by any thread
     */
    static SessionStates inMemory() {
        return DefaultStores.stores().sessionStates();
    }

    /**
     * Creates the state of a connection. Of a session that this server takes up from another one, the engine adds the attributes
     * that the {@link SessionStore} has.
     *
     * @param uid the connection's id
     * @return the attributes; used until {@link #end} or {@link #handOver}
     */
    ConcurrentMap<String, Object> begin(String uid);

    /**
     * Removes the state of a connection. Called after its disconnect callbacks.
     *
     * @param uid the connection's id
     * @return completes once the state is removed everywhere
     */
    CompletionStage<Void> end(String uid);

    /**
     * Forgets the state of a session that goes on at another server, or may do so. A store that several servers share keeps what the
     * other one uses, and removes only what belongs to this one. By default this is {@link #end}.
     *
     * @param uid the connection's id
     * @return completes once this server has forgotten the state
     */
    default CompletionStage<Void> handOver(String uid) {
        return end(uid);
    }

    /**
     * Returns the number of connections that have a state.
     *
     * @return the number; exact only while no client connects or disconnects
     */
    int size();
}
