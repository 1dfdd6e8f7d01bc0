package dev.webshocket.internal.session;

import dev.webshocket.internal.link.CloseStatus;

/** How a session is connected with its links, by version of the protocol. Safe for use by any thread. */
sealed interface Linkage permits OneLink, ManyLinks {

    boolean canSuspend();

    /** Applies the number of the session's suspensions to the link. */
    void steer();

    /** Tells whether messages can be received and queued. */
    boolean isOpen();

    /** Tells whether what is queued is sent at once. */
    boolean isLinked();

    /** Aborts the link; the session ends when the link has ended, or at once without a link. */
    void abort(CloseStatus status);

    /** The session closes: ends it at once if it has no link. */
    void closing(CloseStatus status);

    /** The session has ended: tells the listener. */
    void ended(SessionEnd end);

    /** Checks the bounds of time; now is in nanoseconds. */
    void check(long now);
}
