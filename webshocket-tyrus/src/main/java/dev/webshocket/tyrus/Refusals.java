package dev.webshocket.tyrus;

import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.spi.platform.RefusedRequests;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.memory.Buffers;

/** Refuses clients and logs that, with a bounded number of log lines. Safe for use by any thread. */
final class Refusals {

    private final SampledLog log;

    Refusals(SampledLog log) {
        this.log = log;
    }

    /** Logs that a request is answered with 400. */
    void malformed(Connection<?> connection, String fault) {
        RefusedRequests.log(log, fault, () -> address(connection));
    }

    /**
     * Answers a malformed request with 400, logs it, and closes the connection once the answer is sent.
     *
     * @param ctx the context of the refusing filter
     * @param fault the fault of the request, a constant
     * @param text the body of the answer, in ASCII
     */
    void refuse(FilterChainContext ctx, String fault, String text) {
        Connection<?> connection = ctx.getConnection();
        malformed(connection, fault);
        String response = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: " + text.length()
                + "\r\nConnection: close\r\n\r\n" + text;
        // Sent by the filters below the refusing one: TLS may not be established.
        ctx.write(Buffers.wrap(connection.getMemoryManager(), response, StandardCharsets.US_ASCII));
        connection.closeSilently();
    }

    /** Logs a failed TLS handshake. */
    void tlsFailed(Connection<?> connection, Throwable failure) {
        log.event(
                Level.INFO,
                "WEBSHOCKET-0241: a connection ended, since no TLS was agreed on",
                () -> failure.getMessage() + "; the client is " + address(connection));
    }

    /** Logs that a connection was cut after an unexpected failure. */
    void failed(Connection<?> connection, Throwable failure) {
        try {
            log.failure(
                    Level.WARNING,
                    "WEBSHOCKET-0238: a connection was cut, since what came from it could not be handled",
                    failure,
                    id -> "the client is " + address(connection) + ", error " + id);
        } catch (Throwable e) {
            // Logging may need the memory that is missing; the thread must go on.
        }
    }

    /** Logs that no client can connect for now. */
    void cannotAccept(Throwable failure) {
        try {
            log.event(
                    Level.ERROR,
                    "WEBSHOCKET-0242: a connection could not be accepted, and it is tried again",
                    () -> failure
                            + "; where the process has too many open files, raise its limit, as by \"ulimit -n\", or"
                            + " lower maxConnections");
        } catch (Throwable e) {
            // As above.
        }
    }

    private static String address(Connection<?> connection) {
        return connection.getPeerAddress() instanceof InetSocketAddress peer && peer.getAddress() != null
                ? peer.getAddress().getHostAddress()
                : "unknown";
    }
}
