package dev.webshocket.spi.extension;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Stores what another server, or the same one after a restart, needs to take a session up: section "Session" of the wire protocol,
 * {@code resumed: "state"}. An engine without a store takes up no sessions but its own. One that is given a store never closes it, so
 * that the store may outlive the engine, and several engines may share it.
 *
 * <p>A server stores a session when its client has connected, and again whenever it has changed, when its client has a new secret,
 * and from time to time, so that what it has is there even after a crash. It hands the session over when it stops: then it stores
 * the session for the last time before it closes the socket.
 *
 * <p>A session belongs to one server. {@link #take} moves it to another one; what the former does with it afterwards has no effect.
 * Implementations make each method atomic, are safe for use by many threads, must not block, and complete their stages on any thread.
 * A stage that fails is logged; one of {@link #take} that does not complete within 2 seconds counts as empty.
 */
public interface SessionStore {

    /**
     * Makes a store in memory. Servers in one process may share it, one after the other or at the same time. It keeps the values of
     * attributes as they are, by reference.
     *
     * @param maximum how many sessions, at least 1; beyond that, those that were stored or read least are forgotten
     * @return an empty store
     * @throws IllegalArgumentException if the maximum is below 1
     */
    static SessionStore inMemory(int maximum) {
        return DefaultStores.stores().sessions(maximum, System::nanoTime);
    }

    /**
     * Stores a session, in place of what it had under its id.
     *
     * @param session the session, of the server that has it
     * @param keep how long, if it is not stored again
     * @return completes with true once it is stored; with false, and without an effect, if another server has taken the session
     */
    CompletionStage<Boolean> save(StoredSession session, Duration keep);

    /**
     * Takes a session for a server, if a secret is good. Of several servers that try at the same time, one gets it, because no
     * secret is good from then on, until the taker stores the session.
     *
     * @param uid the id of the session
     * @param secret the hash of a secret, as {@link StoredSession#secrets} has it
     * @param server the id of the server that takes it
     * @return completes with the session as it was stored; empty if there is none, or it does not have the secret
     */
    CompletionStage<Optional<StoredSession>> take(String uid, String secret, String server);

    /**
     * Removes a session that has ended.
     *
     * @param uid the id of the session
     * @param server the id of the server on which it has ended; if the session is another's, nothing happens
     * @return completes once it is removed
     */
    CompletionStage<Void> remove(String uid, String server);
}
