package dev.webshocket.tyrus;

import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.spi.platform.OriginRule;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;

/**
 * The configuration of the transport.
 *
 * @param host the address or name to listen at
 * @param port the port, 0 for any free one
 * @param contextPath the prefix of all endpoint paths; empty, or begins with a slash and does not end with one
 * @param httpIdleSeconds how long a connection may be idle before its upgrade, or between two requests for pages
 * @param tls the TLS configuration, null for none
 * @param pages answers requests that are not handshakes
 * @param origins the allowed origins
 * @param log logs, with a bound, what any client can cause
 * @param upkeep reports the end of connections; the caller closes it
 * @param timer runs the transport's timeouts; the caller closes it
 */
record TransportConfig(
        String host,
        int port,
        String contextPath,
        int httpIdleSeconds,
        SSLEngineConfigurator tls,
        HttpHandler pages,
        OriginRule origins,
        SampledLog log,
        Executor upkeep,
        ScheduledExecutorService timer) {}
