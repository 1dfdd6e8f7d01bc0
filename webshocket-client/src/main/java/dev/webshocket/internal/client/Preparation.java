package dev.webshocket.internal.client;

import dev.webshocket.internal.link.CloseStatus;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/**
 * Lets the application prepare a new connection, before its other calls go on. Immutable.
 *
 * @param callback runs the application's callback; null for none
 */
record Preparation(Consumer<ClientSession> callback) {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    /** Runs the callback on a connection. If that fails, aborts the connection and returns false. */
    boolean succeeds(ClientSession opened) {
        if (callback == null) {
            return true;
        }
        try {
            callback.accept(opened);
            return true;
        } catch (Throwable e) {
            // Also for an Error: the connection is not prepared. It may have ended, which would be the reason.
            if (opened.end() == null) {
                LOG.log(
                        Level.WARNING,
                        "WEBSHOCKET-0233: the onReconnect callback threw; the connection is given up",
                        e);
                opened.abort(new CloseStatus(CloseStatus.GOING_AWAY, "onReconnect threw"));
            }
            return false;
        }
    }
}
