package dev.webshocket.internal.history;

import dev.webshocket.spi.extension.MessageLog.Follower;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * The followers of one shard. Guarded by the lock of its order; a follower may remove itself. One that fails does not keep a
 * message from the others.
 */
public final class Followers {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private final List<Follower> followers = new CopyOnWriteArrayList<>();

    /** Adds one. */
    public void add(Follower follower) {
        followers.add(follower);
    }

    /** Removes one, if it is there. */
    public void remove(Follower follower) {
        followers.remove(follower);
    }

    /**
     * Tells all of an event.
     *
     * @param event tells one, and returns what is left to do without the lock
     * @return what is left to do, for {@link #run}
     */
    public List<Runnable> tell(Function<Follower, Runnable> event) {
        List<Runnable> rest = new ArrayList<>(followers.size());
        for (Follower follower : followers) {
            try {
                rest.add(event.apply(follower));
            } catch (Throwable e) {
                log(e);
            }
        }
        return rest;
    }

    /** Does what was left to do. To be called without the lock. */
    public static void run(List<Runnable> rest) {
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
