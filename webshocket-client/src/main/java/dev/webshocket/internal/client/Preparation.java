package dev.webshocket.internal.client;

import dev.webshocket.internal.link.CloseStatus;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/**
 * Lets the application prepare new sessions, before their other calls go on: one at a time, so that a callback that outlives its
 * session ends before the next begins. Safe for use by any thread.
 */
final class Preparation {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private final Consumer<ClientSession> callback;
    private final CallbackLane lane;

    /**
     * Creates it.
     *
     * @param callback runs the application's callback; null for none
     * @param lane runs it on threads that may block
     */
    Preparation(Consumer<ClientSession> callback, CallbackLane lane) {
        this.callback = callback;
        this.lane = lane;
    }

    /** Tells whether the application prepares sessions. */
    boolean isWanted() {
        return callback != null;
    }

    /**
     * Runs the callback on a session that has not ended by then. If that fails, aborts the session.
     *
     * @param then runs after the callback has succeeded
     */
    void begin(ClientSession opened, Runnable then) {
        lane.add(() -> {
            if (opened.end() == null && succeeds(opened)) {
                then.run();
            }
        });
        lane.kick();
    }

    private boolean succeeds(ClientSession opened) {
        try {
            callback.accept(opened);
            return true;
        } catch (Throwable e) {
            // Also for an Error: the session is not prepared. It may have ended, which would be the reason.
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
