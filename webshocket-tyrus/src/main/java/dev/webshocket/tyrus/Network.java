package dev.webshocket.tyrus;

import dev.webshocket.internal.concurrent.CallerRuns;
import dev.webshocket.internal.concurrent.LimitedExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Future;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.ServerFilterConfiguration;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.utils.DelayedExecutor;
import org.glassfish.tyrus.spi.WebSocketEngine;

/**
 * Grizzly, from the port up to HTTP, assembled from its parts: its ready-made server has its own pools and file cache,
 * and logs about itself.
 */
final class Network {

    private static final int SELECTORS = Math.max(2, Runtime.getRuntime().availableProcessors());
    /** More than the processors, since some threads may wait until a page is written. */
    private static final int WORKERS = Math.max(16, 2 * SELECTORS);

    private static final int READ_BUFFER = 64 * 1024;

    /** More threads than this rarely read or write at once. */
    private static final int BUFFERS = 4 * SELECTORS;

    private static final int BACKLOG = 4096;

    private final TransportConfig config;
    private final SteadyIo io;
    private final AcceptedSockets accepted = new AcceptedSockets();
    private final IdleConnections idle;
    private final TCPNIOTransport transport;
    private final SteadyPool workers;
    private Future<?> idleWatch;
    private volatile int port = -1;

    Network(TransportConfig config, WebSocketEngine engine, OpenLinks links) {
        this.config = config;
        Refusals refusals = new Refusals(config.log());
        idle = new IdleConnections(config.httpIdleSeconds(), refusals);
        transport = TCPNIOTransportBuilder.newInstance()
                .setTcpNoDelay(true)
                .setReadBufferSize(READ_BUFFER)
                .build();
        transport.setSelectorRunnersCount(SELECTORS);
        // The transport ends its selector threads itself.
        transport.setKernelThreadPool(pool("webshocket-selector", SELECTORS));
        workers = pool("webshocket-worker", WORKERS);
        transport.setWorkerThreadPool(workers);
        io = new SteadyIo(refusals, config.timer());
        transport.setIOStrategy(io);
        transport.setChannelConfigurator(accepted);
        LinkServices services = new LinkServices(
                links,
                new DirectBuffers(BUFFERS),
                new HeldWrites.Threads(System::nanoTime),
                new GatheredWrites(workers),
                new LimitedExecutor(workers, SELECTORS),
                new CallerRuns(config.upkeep()),
                config.timer(),
                refusals);
        transport.setProcessor(chain(engine, services));
    }

    private SteadyPool pool(String name, int threads) {
        return new SteadyPool(name, threads, transport.getMemoryManager(), config.log());
    }

    private FilterChain chain(WebSocketEngine engine, LinkServices links) {
        Refusals refusals = links.refusals();
        FilterChainBuilder chain =
                FilterChainBuilder.stateless().add(new TransportFilter()).add(accepted);
        if (config.tls() != null) {
            chain.add(new TlsFilter(config.tls(), refusals));
        }
        return chain.add(new LinkFilter())
                .add(new StrictHttpCodec(refusals))
                .add(idle)
                .add(new HandshakeFilter(engine, links, idle, config))
                .add(pages())
                .build();
    }

    private HttpServerFilter pages() {
        ServerFilterConfiguration http = new ServerFilterConfiguration("", "");
        http.setDefaultErrorPageGenerator((request, status, reason, description, cause) -> status + " " + reason);
        // Its executor would abort slow answers, which must not happen to ours.
        HttpServerFilter pages = new HttpServerFilter(http, new DelayedExecutor(null));
        pages.setHttpHandler(config.pages());
        return pages;
    }

    /** Starts to listen. If that fails, {@link #close} frees all resources. */
    void open() throws IOException {
        var listening = transport.bind(config.host(), config.port(), BACKLOG);
        port = ((InetSocketAddress) listening.getLocalAddress()).getPort();
        transport.start();
        idleWatch = idle.watch(config.timer());
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
        if (idleWatch != null) {
            idleWatch.cancel(false);
        }
        try {
            transport.shutdownNow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            accepted.close();
            workers.shutdownNow();
            io.close();
        }
    }
}
