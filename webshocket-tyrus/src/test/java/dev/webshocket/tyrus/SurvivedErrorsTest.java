package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.concurrent.DefaultExecutors;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.spi.platform.OriginRule;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.memory.MemoryManager;
import org.glassfish.grizzly.nio.DefaultSelectorHandler;
import org.glassfish.grizzly.nio.SelectorRunner;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.strategies.WorkerThreadIOStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server keeps working after its threads have met errors, as when memory is short. */
class SurvivedErrorsTest {

    private static final int MORE_THAN_THREADS = 40;

    private final DefaultExecutors executors = new DefaultExecutors(1);
    private RecordedLines log;

    @BeforeEach
    void record() {
        log = RecordedLines.ofEverything();
    }

    @AfterEach
    void close() {
        log.close();
        executors.close();
    }

    private static final HttpHandler FAILING_PAGES = new HttpHandler() {
        @Override
        public void service(Request request, Response response) {
            throw new OutOfMemoryError("injected");
        }
    };

    private TyrusTransport open(HttpHandler pages, OriginRule origins, int idleSeconds) throws Exception {
        TyrusTransport transport = new TyrusTransport(new TransportConfig(
                "127.0.0.1",
                0,
                "",
                idleSeconds,
                null,
                pages,
                origins,
                new SampledLog(),
                executors.executors().upkeep(),
                executors.executors().timer()));
        transport.addEndpoint(LinkEndpoint.at("/quiet", 1000, LinkEndpoint.Listener::new));
        transport.open();
        return transport;
    }

    private static void assertServes(TyrusTransport transport) throws Exception {
        try (RawClient client = RawClient.upgraded(transport.getPort(), "/quiet")) {
            client.send(TestFrames.frame(0x88, new byte[] {3, (byte) 0xE8}));
            assertThat(client.readCloseCode()).isEqualTo(1000);
        }
    }

    @Test
    void workersServeClientsAfterAnError() throws Exception {
        TyrusTransport transport = open(FAILING_PAGES, OriginRule.of(WebshocketSettings.defaults()), 60);
        try {
            try (FailingLog failing = new FailingLog()) {
                for (int i = 0; i < MORE_THAN_THREADS; i++) {
                    try (RawClient client = new RawClient(transport.getPort())) {
                        client.send("GET /page HTTP/1.1\r\nHost: localhost\r\n\r\n");
                        client.readAll();
                    } catch (IOException e) {
                        // The connection may be cut.
                    }
                }
            }
            assertServes(transport);
        } finally {
            transport.stop();
        }
    }

    @Test
    void aHandshakeThatFailsWithAnErrorIsCutAndLoggedOnce() throws Exception {
        // A rule without lists throws at each handshake with an Origin header.
        OriginRule failing = new OriginRule(null, null);
        TyrusTransport transport = open(Pages.of(null, false), failing, 60);
        try {
            for (int i = 0; i < MORE_THAN_THREADS; i++) {
                try (RawClient client = new RawClient(transport.getPort())) {
                    client.send(RawClient.handshake("/quiet").replace("\r\n\r\n", "\r\nOrigin: x\r\n\r\n"));
                    assertThat(client.readAll()).isEmpty();
                } catch (IOException e) {
                    // The connection may be reset.
                }
            }
            assertServes(transport);
        } finally {
            transport.stop();
        }
        assertThat(log.lines())
                .filteredOn(line -> line.startsWith("WEBSHOCKET-0238: "))
                .hasSize(1);
        assertThat(log.linesWithTraces()).hasSize(1);
    }

    /** A selector that fails on request. */
    private static final class FailingSelector extends DefaultSelectorHandler {

        private final AtomicInteger failures = new AtomicInteger();

        @Override
        public Set<SelectionKey> select(SelectorRunner runner) throws IOException {
            Set<SelectionKey> selected = super.select(runner);
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new OutOfMemoryError("injected");
            }
            return selected;
        }
    }

    @Test
    void aSelectorContinuesAfterAnError() throws Exception {
        TCPNIOTransport transport = TCPNIOTransportBuilder.newInstance()
                .setIOStrategy(WorkerThreadIOStrategy.getInstance())
                .build();
        FailingSelector selector = new FailingSelector();
        transport.setSelectorHandler(selector);
        transport.setSelectorRunnersCount(1);
        SampledLog sampled = new SampledLog();
        transport.setKernelThreadPool(new SteadyPool("test-selector", 1, transport.getMemoryManager(), sampled));
        SteadyPool workers = new SteadyPool("test-worker", 2, transport.getMemoryManager(), sampled);
        transport.setWorkerThreadPool(workers);
        try (EchoTransport echo = new EchoTransport(transport);
                RawClient before = new RawClient(echo.port())) {
            before.send("a");
            assertThat(before.readBytes(1)).isEqualTo(new byte[] {'a'});
            try (FailingLog failing = new FailingLog()) {
                selector.failures.set(5);
                before.send("b");
                await().atMost(Duration.ofSeconds(30)).until(() -> selector.failures.get() == 0);
                assertThat(before.readBytes(1)).isEqualTo(new byte[] {'b'});
            }
            try (RawClient after = new RawClient(echo.port())) {
                after.send("c");
                assertThat(after.readBytes(1)).isEqualTo(new byte[] {'c'});
            }
        } finally {
            workers.shutdownNow();
        }
    }

    @Test
    void aPoolThreadContinuesAfterAnErrorAndLogsIt() throws Exception {
        SteadyPool pool = new SteadyPool("test-pool", 1, MemoryManager.DEFAULT_MEMORY_MANAGER, new SampledLog());
        CountDownLatch next = new CountDownLatch(1);
        for (int i = 0; i < 5; i++) {
            pool.execute(() -> {
                throw new OutOfMemoryError("injected");
            });
        }
        pool.execute(next::countDown);
        assertThat(next.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(pool.getSize()).isEqualTo(1);
        assertThat(log.lines())
                .filteredOn(line -> line.startsWith("WEBSHOCKET-0240: "))
                .singleElement()
                .asString()
                .contains("test-pool", "-XX:+ExitOnOutOfMemoryError");
        pool.shutdownNow();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void connectionsAreCutEvenIfOneCannotBe() {
        IdleConnections idle = new IdleConnections(-1, new Refusals(new SampledLog()));
        AtomicBoolean closed = new AtomicBoolean();
        idle.handleAccept(FilterChainContext.create(connection(() -> {
            throw new OutOfMemoryError("injected");
        })));
        idle.handleAccept(FilterChainContext.create(connection(() -> closed.set(true))));
        idle.check();
        assertThat(closed).isTrue();
        assertThat(log.lines()).singleElement().asString().startsWith("WEBSHOCKET-0238: ");
    }

    private static Connection<?> connection(Runnable whenClosed) {
        return (Connection<?>) Proxy.newProxyInstance(
                SurvivedErrorsTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    switch (method.getName()) {
                        case "closeSilently" -> whenClosed.run();
                        case "hashCode" -> {
                            return System.identityHashCode(proxy);
                        }
                        case "equals" -> {
                            return proxy == args[0];
                        }
                        default -> {}
                    }
                    return method.getReturnType() == boolean.class
                            ? method.getName().equals("isOpen")
                            : null;
                });
    }
}
