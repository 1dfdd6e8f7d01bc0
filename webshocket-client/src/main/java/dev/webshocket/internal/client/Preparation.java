package dev.webshocket.internal.client;

import dev.webshocket.internal.link.CloseStatus;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/**
 * Lets the application prepare a new connection, before its other calls go on. Immutable.
 *
 * @param callback runs the application's; null where there is none
 */
record Preparation(Consumer<ClientSession> callback) {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    /** Runs the callback on a connection; returns false, and gives the connection up, where that fails. */
    boolean succeeds(ClientSession opened) {
        if (callback == null) {
            return true;
        }
        try {
            callback.accept(opened);
            return true;
        } catch (Throwable e) {
            // An Error as well: the connection is not as the application wants it. One that has ended may be why.
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
