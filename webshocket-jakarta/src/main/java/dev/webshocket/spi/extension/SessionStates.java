package dev.webshocket.spi.extension;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;

/**
 * Keeps the attributes of every connection. An application may replace the default, which keeps them in memory, for
 * instance to share them between servers. Used by many threads at the same time.
 */
public interface SessionStates {

    /**
     * Makes a store that keeps the attributes in this process.
     *
     * @return an empty store, safe for use by any thread
     */
    static SessionStates inMemory() {
        return InMemory.stores().sessionStates();
    }

    /**
     * Begins the state of a connection.
     *
     * @param uid the connection's id
     * @return its attributes, empty; used until {@link #end}
     */
    ConcurrentMap<String, Object> begin(String uid);

    /**
     * Forgets the state of a connection, after its disconnect callback.
     *
     * @param uid the connection's id
     * @return done once nothing of it is kept
     */
    CompletionStage<Void> end(String uid);

    /**
     * Returns how many connections have a state.
     *
     * @return the number, exact when nothing connects or disconnects
     */
    int size();
}
