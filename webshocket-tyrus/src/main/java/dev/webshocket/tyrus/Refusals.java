package dev.webshocket.tyrus;

import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.spi.platform.RefusedRequests;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.memory.Buffers;

/** Turns clients away, and says so in the log, where it stays short however often that is. Safe for use by any thread. */
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
     * Answers with 400 to what Grizzly cannot make a request of, logs it, and closes the connection once that is sent.
     *
     * @param ctx of the filter that refuses it
     * @param fault of the request, a constant
     * @param text what a person who tries it by hand is to read, in ASCII
     */
    void refuse(FilterChainContext ctx, String fault, String text) {
        Connection<?> connection = ctx.getConnection();
        malformed(connection, fault);
        String response = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: " + text.length()
                + "\r\nConnection: close\r\n\r\n" + text;
        // By the filters below the one that refuses: TLS may not be there yet.
        ctx.write(Buffers.wrap(connection.getMemoryManager(), response, StandardCharsets.US_ASCII));
        connection.closeSilently();
    }

    /** Logs that a client and the server do not agree on TLS. */
    void tlsFailed(Connection<?> connection, Throwable failure) {
        log.event(
                Level.INFO,
                "WEBSHOCKET-0241: a connection ended, since no TLS was agreed on",
                () -> failure.getMessage() + "; the client is " + address(connection));
    }

    /** Logs that a connection is cut, which nobody foresaw. */
    void failed(Connection<?> connection, Throwable failure) {
        try {
            log.failure(
                    Level.WARNING,
                    "WEBSHOCKET-0238: a connection was cut, since what came from it could not be handled",
                    failure,
                    id -> "the client is " + address(connection) + ", error " + id);
        } catch (Throwable e) {
            // To log it may take the very memory that is missing; the thread has to go on.
        }
    }

    /** Logs that no client can connect for the moment. */
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
