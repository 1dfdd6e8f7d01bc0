package dev.webshocket.internal.rpc;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.log.LogText;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.internal.model.RpcMethodModel;
import dev.webshocket.spi.extension.CallInterceptor;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.security.Principal;

/** Logs the failures whose details callers must not see. One for an application; safe for use by any thread. */
public final class FailureLog {

    private final SampledLog log;

    /**
     * Makes what writes to a log.
     *
     * @param log the application's
     */
    public FailureLog(SampledLog log) {
        this.log = log;
    }

    /**
     * Logs why a call failed.
     *
     * @return the id in both the log and the caller's error message
     */
    String callFailed(RpcMethodModel method, ClientConnection connection, Throwable failure) {
        return log.failure(
                Level.ERROR,
                "WEBSHOCKET-0200: call of \"" + method.name() + "\" failed in " + place(method.method()),
                failure,
                id -> "the caller on " + caller(connection) + " was told: internal error " + id);
    }

    /** Logs a failure after the caller has got its answer, or if it gets none. */
    void endFailed(RpcMethodModel method, ClientConnection connection, Throwable failure) {
        log.failure(
                Level.ERROR,
                "WEBSHOCKET-0212: what ends with a call of \"" + method.name() + "\" failed in "
                        + place(method.method()),
                failure,
                id -> "the call was that of " + caller(connection));
    }

    /** Logs what a callback threw. */
    void callbackFailed(String path, ClientConnection connection, Throwable failure) {
        log.failure(
                Level.ERROR,
                "WEBSHOCKET-0201: a callback of the handlers at " + path + " failed",
                failure,
                id -> "for " + caller(connection));
    }

    /** Logs what the source of a result threw when it was cancelled. */
    void cancellationFailed(RpcMethodModel method, ClientConnection connection, Throwable failure) {
        log.failure(
                Level.ERROR,
                "WEBSHOCKET-0205: what \"" + method.name() + "\" returned failed to be cancelled, from "
                        + place(method.method()),
                failure,
                id -> "for " + caller(connection));
    }

    /** Logs an exception that was not caught below the lane. */
    void taskFailed(Throwable failure) {
        log.failure(
                Level.ERROR,
                "WEBSHOCKET-0206: what a connection had to do failed",
                failure,
                id -> "it does what comes next");
    }

    /**
     * Logs what an interceptor threw.
     *
     * @return the id in both the log and the answer
     */
    String interceptorFailed(CallInterceptor interceptor, CalledMethod called, Throwable failure) {
        return log.failure(
                Level.ERROR,
                "WEBSHOCKET-0246: the interceptor " + interceptor.getClass().getName() + " failed for a call of "
                        + LogText.quoted(called.name()),
                failure,
                id -> "for " + caller(called.connection()) + ", error " + id);
    }

    /** Logs that a call is refused. */
    void overloaded(ClientConnection connection, Shortage shortage) {
        log.event(
                Level.WARNING,
                "WEBSHOCKET-0225: answered with RPC_OVERLOADED, " + shortage.reason(),
                () -> caller(connection));
    }

    /** Logs what an access rule threw. */
    void accessRuleFailed(RpcMethodModel method, ClientConnection connection, Throwable failure) {
        log.failure(
                Level.ERROR,
                "WEBSHOCKET-0210: an access rule of \"" + method.name() + "\" failed, for " + place(method.method()),
                failure,
                id -> "the call of " + caller(connection) + " was denied");
    }

    private static String place(Method method) {
        return method.getDeclaringClass().getName() + '#' + method.getName();
    }

    private static String caller(ClientConnection connection) {
        return "connection " + connection.uid()
                + connection
                        .principal()
                        .map(Principal::getName)
                        .map(name -> " of principal " + LogText.quoted(name))
                        .orElse(" without principal");
    }
}
