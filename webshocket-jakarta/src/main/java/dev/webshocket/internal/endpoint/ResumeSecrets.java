package dev.webshocket.internal.endpoint;

import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.session.SessionLink;
import dev.webshocket.internal.session.SessionTerms;
import java.security.SecureRandom;
import java.util.List;

/**
 * The secrets of one session. Each welcome brings a new one. Good are the newest and the one that the client last used; the
 * latter until a packet has come on the link to which the newest was sent, or a hello with the newest. Safe for use by any
 * thread.
 */
final class ResumeSecrets {

    private final String session;
    private final SessionTerms terms;
    private final SecureRandom random;

    /** The last one that the client used; null for none. Guarded by this object. */
    private ResumeSecret used;

    /** Null before the first welcome. Guarded by this object. */
    private ResumeSecret newest;

    /** The link to which the newest was sent. Guarded by this object. */
    private SessionLink link;

    /** Whether the newest welcome began the numbers of a session anew. Guarded by this object. */
    private boolean anew;

    /** When the newest handshake of a good hello was answered. Guarded by this object. */
    private long latest;

    /**
     * Makes the secrets of a session that has had no welcome.
     *
     * @param session the public id
     * @param answered when the handshake of the session was answered, in nanoseconds
     */
    ResumeSecrets(String session, SessionTerms terms, SecureRandom random, long answered) {
        this.session = session;
        this.terms = terms;
        this.random = random;
        this.latest = answered;
    }

    /**
     * Takes a secret from a hello; returns whether it is good. The newest ends the one before. A client never tries two sockets at a
     * time: the hello of an older socket is one that it has given up, which a busy server handles too late, and which must not
     * take the session from the socket that the client uses.
     *
     * @param answered when the handshake of the socket was answered, in nanoseconds
     */
    synchronized boolean accepts(ResumeSecret presented, long answered) {
        if (newest == null || isOvertaken(answered)) {
            return false;
        }
        boolean good = isGood(presented);
        if (good) {
            latest = answered;
        }
        return good;
    }

    /** Tells whether the good hello of a newer socket has come, since one was accepted. */
    synchronized boolean isOvertaken(long answered) {
        return answered - latest < 0;
    }

    private boolean isGood(ResumeSecret presented) {
        if (newest.matches(presented)) {
            used = presented;
            return true;
        }
        return used != null && used.matches(presented) && !link.isHeard();
    }

    /**
     * Tells whether a good secret shows that the client has not got the welcome that began the numbers of its session anew: it still
     * counts as before.
     */
    synchronized boolean isRepeated(ResumeSecret presented) {
        return anew && !newest.matches(presented);
    }

    /** Returns how many secrets are good now. */
    synchronized int count() {
        if (newest == null) {
            return 0;
        }
        return used == null || link.isHeard() ? 1 : 2;
    }

    /** Returns the secrets that are good now; none before the first welcome. */
    synchronized List<ResumeSecret> good() {
        return switch (count()) {
            case 0 -> List.of();
            case 1 -> List.of(newest);
            default -> List.of(newest, used);
        };
    }

    /**
     * Makes the welcome for a link, with a new secret.
     *
     * @param resumed how the session goes on
     * @param presented the secret that the client has used; null for a new session
     * @param received how many numbered packets have come from the client
     * @param positions where the channels with history are
     * @param expires the seconds that are left of the client's credential; null if it does not end
     */
    synchronized SessionMessage welcome(
            Resumed resumed,
            SessionLink to,
            ResumeSecret presented,
            long received,
            List<String> positions,
            Long expires) {
        anew = resumed == Resumed.STATE;
        used = presented;
        newest = ResumeSecret.random(random);
        link = to;
        return new SessionMessage.Welcome(
                session,
                newest.text(session),
                resumed,
                received,
                terms.keep().toSeconds(),
                terms.beat().toSeconds(),
                positions,
                expires);
    }
}
