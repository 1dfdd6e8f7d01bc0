package dev.webshocket.spi.extension;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Stores what another server, or the same one after a restart, needs to take a session up: section "Session" of the wire protocol,
 * {@code resumed: "state"}. An engine without a store takes up no sessions but its own. One that is given a store never closes it, so
 * that the store may outlive the engine, and several engines may share it.
 *
 * <p>A server stores a session when its client has connected, soon after each change of attributes, subscriptions or presence info, and at
 * once when its client has a new secret, so that what it has is there even after a crash. It hands the session over when it stops:
 * then it stores the session for the last time before it closes the socket.
 *
 * <p>A session belongs to one server. {@link #take} moves it to another one; what the former does with it afterwards has no effect.
 * Implementations make each method atomic, are safe for use by many threads, must not block, and complete their stages on any thread.
 * The engine calls {@link #save} and {@link #renew} on a thread for upkeep, where they may run code of the application to encode what it
 * has set, and at most {@value #MOST_WRITES} of them at a time. A stage that fails is logged, and a session that could not be stored is stored
 * again a second later; a stage that does not complete within 2 seconds counts as failed.
 */
public interface SessionStore {

    /** How many calls of {@link #save} and {@link #renew} one engine has under way at a time. */
    int MOST_WRITES = 256;

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
     * Keeps a session that its server has stored and does not know to have changed. Called from time to time, and each second while its
     * client is away, so that the server learns whether another one has taken the session. A store on another machine need not
     * send the session again. By default this is {@link #save}.
     *
     * @param session the session as it was stored, but for values of attributes that the application has changed in place
     * @param keep how long, if it is not stored again
     * @return as from {@link #save}
     */
    default CompletionStage<Boolean> renew(StoredSession session, Duration keep) {
        return save(session, keep);
    }

    /**
     * Takes a session for a server, if a secret is good. Its secrets stay good for other servers until the taker stores the session, because
     * a client that has waited too long for one server tries another one: of several that take a session, the last one has it. For
     * the taker itself no secret is good until then, so that one of its sockets gets the session.
     *
     * @param uid the id of the session
     * @param secret the hash of a secret, as {@link StoredSession#secrets} has it
     * @param server the id of the server that takes it
     * @return completes with the session as it was stored; empty if there is none, it does not have the secret, or this server has taken it
     *     and not stored it since
     */
    CompletionStage<Optional<StoredSession>> take(String uid, String secret, String server);

    /**
     * Removes a session that has ended. Servers that had it before, and have not learned that it was taken, cannot store it again for as
     * long as it was to be kept.
     *
     * @param uid the id of the session
     * @param server the id of the server on which it has ended; if the session is another's, nothing happens
     * @return completes once it is removed
     */
    CompletionStage<Void> remove(String uid, String server);
}
