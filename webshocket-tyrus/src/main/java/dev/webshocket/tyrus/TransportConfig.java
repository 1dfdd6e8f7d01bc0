package dev.webshocket.tyrus;

import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.spi.platform.OriginRule;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;

/**
 * What the transport needs to know.
 *
 * @param host the address or name to listen at
 * @param port the port, 0 for any free one
 * @param contextPath what all paths of endpoints begin with; empty, or begins with a slash and does not end with one
 * @param httpIdleSeconds how long a connection may say nothing before it is upgraded, or between two requests for pages
 * @param tls how TLS is spoken, or null for none
 * @param pages answers what is no handshake
 * @param origins which pages may connect
 * @param log takes what strangers can cause
 * @param upkeep tells connections of their end; it stays the caller's
 * @param timer runs the transport's time-outs; it stays the caller's
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
