package dev.webshocket.internal.session;

import dev.webshocket.internal.link.CloseStatus;

/**
 * How a session has ended.
 *
 * @param status what the other side said, or what it was told
 * @param local whether this side has given it up
 */
public record SessionEnd(CloseStatus status, boolean local) {

    /** Returns the close code. */
    public int code() {
        return status.code();
    }
}
