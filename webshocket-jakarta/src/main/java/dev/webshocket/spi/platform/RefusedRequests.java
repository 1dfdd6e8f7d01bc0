package dev.webshocket.spi.platform;

import dev.webshocket.internal.log.SampledLog;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/** Logs the upgrade requests that a platform answers with 400. Stateless. */
public final class RefusedRequests {

    private RefusedRequests() {}

    /**
     * Logs a refused request, at most once a second for each fault.
     *
     * @param log the application's log
     * @param fault why the request was refused, as a clause; a constant without any text from the client
     * @param client returns the client's address; called only if the request is logged
     */
    public static void log(SampledLog log, String fault, Supplier<String> client) {
        log.event(
                Level.INFO,
                "WEBSHOCKET-0237: a request was refused with status 400, since " + fault,
                () -> "the client is " + client.get());
    }
}
