package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.internal.state.InMemorySessionStates;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections when a part of the platform or the application fails. */
class FaultyPlatformTest {

    private final Handler handler = new Handler();

    @WebSocketHandler("/ws")
    static class Handler {
        final BlockingQueue<ClientConnection> connected = new LinkedBlockingQueue<>();

        @OnConnect
        void connect(ClientConnection connection) {
            connected.add(connection);
        }

        @RpcMethod
        String hello() {
            return "hello";
        }
    }

    /** Fails while it is down. */
    private static final class Store extends InMemorySessionStates {
        final AtomicBoolean down = new AtomicBoolean(true);

        @Override
        public ConcurrentMap<String, Object> begin(String uid) {
            if (down.get()) {
                throw new IllegalStateException("the store is down");
            }
            return super.begin(uid);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatCannotBeSetUpIsClosed(Wire wire) throws Exception {
        Store store = new Store();
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = EngineServer.startWith(environment -> environment.states(store), handler)) {
            try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
                assertThat(client.closeCode()).isEqualTo(1011);
                assertThat(client.closeReason()).isEqualTo("the connection could not be set up");
            }
            assertThat(server.engine().connections()).isZero();
            assertThat(handler.connected).isEmpty();
            await().until(() ->
                    log.records().stream().anyMatch(entry -> entry.getMessage().startsWith("WEBSHOCKET-0202")));

            store.down.set(false);
            try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
                assertThat(client.call("hello").response()).isEqualTo("hello");
            }
        }
    }

    @Test
    void aRefusedThreadDoesNotStopThePings() throws Exception {
        WebshocketSettings settings = WebshocketSettings.builder()
                .shutdownGrace(Duration.ZERO)
                .pingInterval(Duration.ofMillis(50))
                .missedPings(2)
                .build();
        AtomicBoolean refused = new AtomicBoolean();
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = EngineServer.startOn(
                        threads -> withUpkeep(threads, refusingOnce(threads.upkeep(), refused)), settings, handler);
                WireClient client = WireClient.connectUnread(server.uri("/ws"), Wire.MSGPACK)) {
            ClientConnection connection = handler.connected.take();

            await().until(() -> !connection.isOpen());
            assertThat(client.packets()).isEmpty();
            assertThat(log.records()).anyMatch(entry -> entry.getMessage().startsWith("WEBSHOCKET-0203"));
        }
    }

    /** As if memory were exhausted: neither the thread for a ping nor the log message can be created. */
    @Test
    void errorsDoNotStopThePings() throws Exception {
        WebshocketSettings settings = WebshocketSettings.builder()
                .shutdownGrace(Duration.ZERO)
                .pingInterval(Duration.ofMillis(50))
                .missedPings(2)
                .build();
        AtomicInteger errors = new AtomicInteger(2);
        Logger logger = Logger.getLogger("dev.webshocket");
        FailingLog failing = new FailingLog();
        logger.addHandler(failing);
        try (EngineServer server = EngineServer.startOn(
                        threads -> withUpkeep(threads, failing(threads.upkeep(), errors)), settings, handler);
                WireClient client = WireClient.connectUnread(server.uri("/ws"), Wire.MSGPACK)) {
            ClientConnection connection = handler.connected.take();

            // The client reads no pings; that is detected, so pings continue.
            await().atMost(Duration.ofSeconds(30)).until(() -> !connection.isOpen());
            assertThat(errors).hasValue(0);
            assertThat(client.packets()).isEmpty();
        } finally {
            logger.removeHandler(failing);
        }
    }

    private static final class FailingLog extends java.util.logging.Handler {

        @Override
        public void publish(LogRecord entry) {
            throw new OutOfMemoryError("injected into the log");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static Executor failing(Executor executor, AtomicInteger errors) {
        return task -> {
            if (errors.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new OutOfMemoryError("unable to create native thread (injected)");
            }
            executor.execute(task);
        };
    }

    private static CallExecutors withUpkeep(CallExecutors threads, Executor upkeep) {
        return new CallExecutors(threads.calls(), threads.concurrent(), upkeep, threads.timer());
    }

    private static Executor refusingOnce(Executor executor, AtomicBoolean refused) {
        return task -> {
            if (refused.compareAndSet(false, true)) {
                throw new RejectedExecutionException("no thread for now");
            }
            executor.execute(task);
        };
    }
}
