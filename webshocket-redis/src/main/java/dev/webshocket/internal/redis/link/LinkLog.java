package dev.webshocket.internal.redis.link;

import java.lang.System.Logger.Level;

/** What the link writes to the server's log. */
final class LinkLog {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    /** Whether Redis was away when this was last told. Guarded by this. */
    private boolean away;

    /** Notes that Redis cannot be reached; logged once until it is back. */
    synchronized void away(String where, Throwable cause) {
        if (!away) {
            away = true;
            LOG.log(Level.WARNING, "WEBSHOCKET-0408: Redis cannot be reached at " + where + ": " + rootOf(cause));
        }
    }

    /** Notes that Redis has answered. */
    synchronized void back(String where) {
        if (away) {
            away = false;
            LOG.log(Level.INFO, "WEBSHOCKET-0409: Redis is back at " + where);
        }
    }

    static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
