package dev.webshocket.internal.session;

import dev.webshocket.internal.link.CloseStatus;

/**
 * The end of a session.
 *
 * @param status the close status that this side sent or received
 * @param local whether this side aborted the session
 */
public record SessionEnd(CloseStatus status, boolean local) {

    /** Returns the close code. */
    public int code() {
        return status.code();
    }
}
