package dev.webshocket.internal.endpoint;

import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.session.PeerSession;
import dev.webshocket.internal.session.SessionLink;
import dev.webshocket.internal.session.SessionTerms;
import dev.webshocket.spi.extension.Identity;

/** The links of a connection that outlives them: its first one, their loss, and those on which it is resumed. For any thread. */
final class Resumption {

    private final ServerConnection connection;
    private final ConnectionRegistry registry;
    private final PeerSession session;
    private final ResumeSecrets secrets;
    /** Null if the application does not observe links. */
    private final LinkCallbacks callbacks;

    Resumption(
            ServerConnection connection,
            ServiceEngine engine,
            SessionTerms terms,
            PeerSession session,
            LinkCallbacks callbacks) {
        this.connection = connection;
        this.registry = engine.registry();
        this.session = session;
        this.secrets = new ResumeSecrets(
                connection.uid(), terms, engine.random(), connection.arrival().answered());
        this.callbacks = callbacks;
    }

    ResumeSecrets secrets() {
        return secrets;
    }

    /**
     * Takes the first link; closes it if the connection has ended already.
     *
     * @param presented the secret by which the client has taken the session up from another server; null for a new session
     */
    void begin(SessionLink link, ResumeSecret presented) {
        Resumed resumed = presented == null ? Resumed.NO : Resumed.STATE;
        if (!session.take(link, 0, received -> welcome(resumed, link, presented, received))) {
            link.close(session.end().map(end -> end.status()).orElse(ConnectionHandlers.NOT_SET_UP));
        }
    }

    private SessionMessage welcome(Resumed resumed, SessionLink link, ResumeSecret presented, long received) {
        SessionMessage welcome = secrets.welcome(
                resumed,
                link,
                presented,
                received,
                connection.positions(resumed == Resumed.ALL),
                connection.secondsLeft());
        if (connection.copy() != null) {
            connection.copy().changedAtOnce();
        }
        return welcome;
    }

    /** Takes a secret from a hello; returns whether it is good. */
    boolean accepts(ResumeSecret presented, Arrival newest) {
        return secrets.accepts(presented, newest.answered());
    }

    /**
     * Goes on on another link.
     *
     * @param peerReceived how many packets of this side the client has
     * @param newest the request of the new link
     * @param identity of the credential that the client has sent with its secret; null for none
     * @return false, and nothing has changed, if the connection has ended, the client's count cannot be true, or a newer socket
     *     of the client has come while its credential was checked
     */
    boolean resume(SessionLink link, ResumeSecret presented, long peerReceived, Arrival newest, Identity identity) {
        if (secrets.isOvertaken(newest.answered())) {
            return false;
        }
        boolean taken = session.take(link, peerReceived, received -> {
            registry.moved(connection, newest);
            if (identity != null) {
                connection.credentials().resumedAs(identity);
            }
            return welcome(Resumed.ALL, link, presented, received);
        });
        if (taken) {
            registry.linkChanged(connection);
        }
        return taken;
    }

    /** The link has been lost. */
    void suspended(CloseStatus why) {
        if (registry.isClosed()) {
            // This server lets nobody come back.
            connection.turnAway(why);
            return;
        }
        registry.linkChanged(connection);
        if (callbacks != null) {
            callbacks.suspended(why);
        }
    }

    /** There is another link. */
    void resumed() {
        registry.linkChanged(connection);
        if (callbacks != null) {
            callbacks.resumed();
        }
    }
}
