package dev.webshocket.tyrus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.KeepAlive;
import org.glassfish.grizzly.http.server.ServerFilterConfiguration;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.ssl.SSLBaseFilter;
import org.glassfish.grizzly.strategies.WorkerThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.glassfish.grizzly.utils.DelayedExecutor;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;

/**
 * Grizzly, from the port up to HTTP. Put together from its parts: its ready-made server keeps pools of its own and a cache
 * of files, and speaks of itself in the log.
 */
final class Network {

    private static final int SELECTORS = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final int WORKERS = 16;
    private static final int READ_BUFFER = 64 * 1024;
    private static final int BACKLOG = 4096;
    private static final int LONGEST_HTTP_HEADER = 16 * 1024;

    private final TransportConfig config;
    private final ExecutorService idleThread = Executors.newSingleThreadExecutor(Network::idleThread);
    private final DelayedExecutor idle = new DelayedExecutor(idleThread);
    private final TCPNIOTransport transport;
    private volatile int port = -1;

    Network(TransportConfig config, WebSocketFilter webSockets) {
        this.config = config;
        transport = TCPNIOTransportBuilder.newInstance()
                .setIOStrategy(WorkerThreadIOStrategy.getInstance())
                .setSelectorThreadPoolConfig(pool("webshocket-selector", SELECTORS))
                .setWorkerThreadPoolConfig(pool("webshocket-worker", WORKERS))
                .setTcpNoDelay(true)
                .setReadBufferSize(READ_BUFFER)
                .build();
        transport.setSelectorRunnersCount(SELECTORS);
        transport.setProcessor(chain(webSockets));
    }

    private static Thread idleThread(Runnable task) {
        Thread thread = new Thread(task, "webshocket-idle");
        thread.setDaemon(true);
        return thread;
    }

    private static ThreadPoolConfig pool(String name, int threads) {
        return ThreadPoolConfig.defaultConfig()
                .copy()
                .setPoolName(name)
                .setCorePoolSize(threads)
                .setMaxPoolSize(threads)
                .setPriority(Thread.NORM_PRIORITY)
                .setDaemon(true);
    }

    private FilterChain chain(WebSocketFilter webSockets) {
        FilterChainBuilder chain = FilterChainBuilder.stateless().add(new TransportFilter());
        if (config.tls() != null) {
            chain.add(new SSLBaseFilter(config.tls()));
        }
        ServerFilterConfiguration http = new ServerFilterConfiguration("", "");
        http.setDefaultErrorPageGenerator((request, status, reason, description, cause) -> status + " " + reason);
        var pages = new org.glassfish.grizzly.http.server.HttpServerFilter(http, idle);
        pages.setHttpHandler(config.pages());
        return chain.add(httpCodec())
                .add(new IdleTimeoutFilter(idle, config.httpIdleSeconds(), TimeUnit.SECONDS))
                .add(webSockets)
                .add(pages)
                .build();
    }

    // Deprecated in favour of builders that no version has. The filter behind it ends idle connections, so how long
    // this one keeps them, and how many requests they bring, does not matter.
    @SuppressWarnings("deprecation")
    private static HttpServerFilter httpCodec() {
        KeepAlive keepAlive = new KeepAlive();
        keepAlive.setIdleTimeoutInSeconds(-1);
        keepAlive.setMaxRequestsCount(-1);
        return new HttpServerFilter(true, LONGEST_HTTP_HEADER, keepAlive, null);
    }

    /** Begins to listen. When it cannot, {@link #close} frees what has been taken. */
    void open() throws IOException {
        var listening = transport.bind(config.host(), config.port(), BACKLOG);
        port = ((InetSocketAddress) listening.getLocalAddress()).getPort();
        transport.start();
        idle.start();
    }

    /** Returns the port that it listens on, or listened on; -1 before. */
    int port() {
        return port;
    }

    /** Accepts no more connections. */
    void refuse() {
        transport.unbindAll();
    }

    /** Cuts all connections and ends all threads. */
    void close() {
        idle.destroy();
        idleThread.shutdownNow();
        try {
            transport.shutdownNow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
