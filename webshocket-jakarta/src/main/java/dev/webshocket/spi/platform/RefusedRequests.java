package dev.webshocket.spi.platform;

import dev.webshocket.internal.log.SampledLog;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/** Logs the requests that a platform answers with 400, before they are handshakes of anybody's. Stateless. */
public final class RefusedRequests {

    private RefusedRequests() {}

    /**
     * Logs that a request was refused, at most once a second for each fault.
     *
     * @param log takes it
     * @param fault of the request, as a clause; a constant, which has nothing of the client
     * @param client the client's address
     */
    public static void log(SampledLog log, String fault, Supplier<String> client) {
        log.event(
                Level.INFO,
                "WEBSHOCKET-0237: a request was refused with status 400, since " + fault,
                () -> "the client is " + client.get());
    }
}
