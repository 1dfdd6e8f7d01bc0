package dev.webshocket.client.tyrus;

import dev.webshocket.internal.container.ClientContainers;
import jakarta.websocket.WebSocketContainer;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.client.auth.AuthenticationException;
import org.glassfish.tyrus.container.grizzly.client.GrizzlyClientProperties;
import org.glassfish.tyrus.core.HandshakeException;

/**
 * Gives Tyrus containers, all of which share one transport with a fixed number of threads. {@link SharedTransport} ends them
 * some seconds after the last connection. Stateless; found by {@link java.util.ServiceLoader}.
 */
public final class TyrusClientContainers implements ClientContainers {

    private static final int SELECTORS = 2;
    private static final int WORKERS = 14;
    /** A frame comes with up to so many bytes of its own, and Tyrus counts the rest of the read beside it. */
    private static final int BESIDE_MESSAGE = 64 * 1024;

    /**
     * The client's own clock is to end an attempt, since it says why, also where the process has stood still for a while. It
     * interrupts Tyrus, which then frees its thread at once.
     */
    private static final int AFTER_TIMEOUT_MILLIS = 60_000;

    private static final int UNAUTHORIZED = 401;
    private static final int LONGEST_CHAIN = 20;

    /** For {@link java.util.ServiceLoader}. */
    public TyrusClientContainers() {}

    @Override
    public WebSocketContainer container(Duration connectTimeout, int maxMessageBytes) {
        ClientManager client = new SharedClientManager();
        Map<String, Object> properties = client.getProperties();
        properties.put(ClientProperties.SHARED_CONTAINER, true);
        // Never: the transport's end is not left to Tyrus.
        properties.put(ClientProperties.SHARED_CONTAINER_IDLE_TIMEOUT, Integer.MAX_VALUE);
        ThreadPoolConfig selectors = pool("webshocket-client-io", SELECTORS);
        selectors.getInitialMonitoringConfig().addProbes(SharedTransport.probe(client.getScheduledExecutorService()));
        properties.put(GrizzlyClientProperties.SELECTOR_THREAD_POOL_CONFIG, selectors);
        properties.put(GrizzlyClientProperties.WORKER_THREAD_POOL_CONFIG, pool("webshocket-client-read", WORKERS));
        properties.put(ClientProperties.INCOMING_BUFFER_SIZE, (int)
                Math.min(Integer.MAX_VALUE, (long) maxMessageBytes + BESIDE_MESSAGE));
        if (!connectTimeout.isZero()) {
            properties.put(
                    ClientProperties.HANDSHAKE_TIMEOUT,
                    AFTER_TIMEOUT_MILLIS
                            + (int) Math.min(Integer.MAX_VALUE - AFTER_TIMEOUT_MILLIS, connectTimeout.toMillis()));
        }
        return client;
    }

    private static ThreadPoolConfig pool(String name, int threads) {
        return ThreadPoolConfig.defaultConfig()
                .copy()
                .setPoolName(name)
                .setCorePoolSize(threads)
                .setMaxPoolSize(threads)
                .setPriority(Thread.NORM_PRIORITY)
                .setInitialClassLoader(TyrusClientContainers.class.getClassLoader())
                .setDaemon(true);
    }

    @Override
    public OptionalInt refusal(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < LONGEST_CHAIN; i++) {
            if (cause instanceof HandshakeException refused) {
                return OptionalInt.of(refused.getHttpStatusCode());
            }
            if (cause instanceof AuthenticationException) {
                return OptionalInt.of(UNAUTHORIZED);
            }
            cause = cause.getCause();
        }
        return OptionalInt.empty();
    }
}
