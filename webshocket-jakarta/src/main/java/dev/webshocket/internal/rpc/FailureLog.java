package dev.webshocket.internal.rpc;

import dev.webshocket.internal.model.RpcMethodModel;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.concurrent.ThreadLocalRandom;

/** Writes to the log what the caller must not see. */
final class FailureLog {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private FailureLog() {}

    /**
     * Logs what a method threw.
     *
     * @return the id that ties the log to what the caller is told
     */
    static String callFailed(RpcMethodModel method, Throwable failure) {
        // It only has to be found again in a log, so it need not be hard to guess.
        String id = String.format("%012x", ThreadLocalRandom.current().nextLong() & 0xffff_ffff_ffffL);
        LOG.log(
                Level.ERROR,
                () -> "WEBSHOCKET-0200: call of \"" + method.name() + "\" failed in " + place(method.method())
                        + "; the caller was told: internal error " + id,
                failure);
        return id;
    }

    /** Logs what a callback threw. */
    static void callbackFailed(String path, Throwable failure) {
        LOG.log(Level.ERROR, () -> "WEBSHOCKET-0201: a callback of the handlers at " + path + " failed", failure);
    }

    /** Logs what the source of a result threw when it was told to stop. */
    static void cancellationFailed(RpcMethodModel method, Throwable failure) {
        LOG.log(
                Level.ERROR,
                () -> "WEBSHOCKET-0205: what \"" + method.name() + "\" returned failed to be cancelled, from "
                        + place(method.method()),
                failure);
    }

    /** Logs what nobody below a lane has caught. */
    static void taskFailed(Throwable failure) {
        LOG.log(Level.ERROR, "WEBSHOCKET-0206: what a connection had to do failed; it does what comes next", failure);
    }

    /** Logs what an access rule threw. */
    static void accessRuleFailed(RpcMethodModel method, Throwable failure) {
        LOG.log(
                Level.ERROR,
                () -> "WEBSHOCKET-0210: an access rule of \"" + method.name() + "\" failed, for "
                        + place(method.method()) + "; the call was denied",
                failure);
    }

    private static String place(Method method) {
        return method.getDeclaringClass().getName() + '#' + method.getName();
    }
}
