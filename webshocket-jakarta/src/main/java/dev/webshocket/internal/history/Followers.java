package dev.webshocket.internal.history;

import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.MessageLog.Follower;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The followers of one shard. Guarded by the lock of its order; a follower may remove itself. One that fails does not keep a
 * message from the others.
 */
final class Followers {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private final List<Follower> followers = new CopyOnWriteArrayList<>();

    void add(Follower follower) {
        followers.add(follower);
    }

    void remove(Follower follower) {
        followers.remove(follower);
    }

    /** Tells all of a message; returns what is left to do without the lock, by {@link #run}. */
    List<Runnable> tell(LogEntry entry) {
        List<Runnable> rest = new ArrayList<>(followers.size());
        for (Follower follower : followers) {
            try {
                rest.add(follower.appended(entry));
            } catch (Throwable e) {
                log(e);
            }
        }
        return rest;
    }

    static void run(List<Runnable> rest) {
        for (Runnable each : rest) {
            try {
                each.run();
            } catch (Throwable e) {
                log(e);
            }
        }
    }

    private static void log(Throwable failure) {
        LOG.log(Level.ERROR, "WEBSHOCKET-0260: a follower of the log of messages failed", failure);
    }
}
