package dev.webshocket.internal.session;

import dev.webshocket.internal.link.CloseStatus;

/**
 * The end of a session.
 *
 * @param status the close status that this side sent or received
 * @param local whether this side aborted the session
 */
public record SessionEnd(CloseStatus status, boolean local) {

    /**
     * Tells whether no side may resume the session, whoever has closed it: section "Session" of the wire protocol. The code 1001 does
     * not tell, because a client that leaves and a server that stops both use it.
     */
    public boolean isFinal() {
        return ManyLinks.endsSession(status, SessionTerms.Side.SERVER);
    }

    /** Returns the close code. */
    public int code() {
        return status.code();
    }
}
