package dev.webshocket.internal.redis.session;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the store of sessions writes to the server's log, each thing once. Safe for use by any thread. */
final class SessionLog {

    /** Beyond so many things nothing is written any more, since the names of classes may come from Redis. */
    private static final int MOST = 1_000;

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** An attribute stays on this server. */
    void local(String name, UnwritableException why) {
        if (isNew("local " + why.type().getName())) {
            LOG.log(
                    Level.WARNING,
                    "WEBSHOCKET-0415: attributes of " + why.type().getName() + ", such as \"" + name
                            + "\", stay on this server: " + why.getMessage()
                            + ". Keep a record, or another value that can be stored, where sessions have to go on at another server");
        }
    }

    /** A session begins anew. */
    void unreadable(UnreadableException why) {
        if (isNew(why.getMessage())) {
            LOG.log(
                    Level.WARNING,
                    "WEBSHOCKET-0416: sessions of other servers begin anew, since this version of the application cannot read"
                            + " them: " + why.getMessage());
        }
    }

    /** A session is not stored. */
    void tooLong(int bytes, int most) {
        if (isNew("too long")) {
            LOG.log(
                    Level.WARNING,
                    "WEBSHOCKET-0417: a session has " + bytes + " bytes, and is not stored, since the most is " + most
                            + "; keep less in attributes. Further ones are not logged");
        }
    }

    private boolean isNew(String what) {
        return told.size() < MOST && told.add(what);
    }
}
