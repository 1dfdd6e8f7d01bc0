package dev.webshocket.spi.extension;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Stores what another server needs to take a session up: section "Session" of the wire protocol, {@code resumed: "state"}. An
 * application or a cluster module may replace the default. Implementations must be safe for use by many threads, must not block,
 * and complete their stages on any thread.
 */
public interface SessionStore {

    /**
     * Makes a store in memory. Servers in one process may share it, one after the other or at the same time.
     *
     * @param maximum how many sessions, at least 1; the oldest are forgotten first
     * @return an empty store
     */
    static SessionStore inMemory(int maximum) {
        return DefaultStores.stores().sessions(maximum);
    }

    /**
     * Stores a session, in place of what it had under its id.
     *
     * @param session the session
     * @param keep how long
     * @return completes once it is stored
     */
    CompletionStage<Void> save(StoredSession session, Duration keep);

    /**
     * Takes a session out of the store, so that one server gets it.
     *
     * @param uid its id
     * @return completes with the session; empty if there is none
     */
    CompletionStage<Optional<StoredSession>> take(String uid);

    /**
     * Removes a session that has ended.
     *
     * @param uid its id
     * @return completes once it is removed
     */
    CompletionStage<Void> remove(String uid);
}
