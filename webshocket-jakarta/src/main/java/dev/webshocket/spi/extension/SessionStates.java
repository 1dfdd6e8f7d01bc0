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
     * Creates the state of a connection.
     *
     * @param uid the connection's id
     * @return the attributes, empty; used until {@link #end}
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
     * Returns the number of connections that have a state.
     *
     * @return the number; exact only while no client connects or disconnects
     */
    int size();
}
