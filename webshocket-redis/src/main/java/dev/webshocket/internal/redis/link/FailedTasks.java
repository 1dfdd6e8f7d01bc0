package dev.webshocket.internal.redis.link;

import java.lang.System.Logger.Level;

/** Logs what fails on threads of this module, which go on. Stateless. */
public final class FailedTasks {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private FailedTasks() {}

    /**
     * Logs a failure.
     *
     * @param what what has failed, such as "a follower of the log of messages"
     */
    public static void log(String what, Throwable failure) {
        LOG.log(Level.ERROR, "WEBSHOCKET-0412: " + what + " failed", failure);
    }
}
