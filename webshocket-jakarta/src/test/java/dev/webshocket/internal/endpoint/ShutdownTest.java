package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnDisconnect;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.TestCluster;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import jakarta.websocket.CloseReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections and calls when the application stops. */
class ShutdownTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @WebSocketHandler("/ws")
    static class Handler {
        final CountDownLatch running = new CountDownLatch(1);
        final Semaphore gate = new Semaphore(0);
        final CompletableFuture<String> stage = new CompletableFuture<>();
        final BlockingQueue<String> interrupted = new LinkedBlockingQueue<>();
        final BlockingQueue<Integer> gone = new LinkedBlockingQueue<>();
        final AtomicInteger waited = new AtomicInteger();
        final AtomicReference<ClientConnection> holding = new AtomicReference<>();

        @RpcMethod
        String held(ClientConnection connection) throws InterruptedException {
            holding.set(connection);
            pass();
            return "done";
        }

        @RpcMethod
        void heldStream(ClientConnection connection, RpcStream<String> out) throws InterruptedException {
            holding.set(connection);
            out.send("first");
            pass();
            out.send("last");
        }

        @RpcMethod
        CompletionStage<String> heldStage() {
            running.countDown();
            return stage;
        }

        @RpcMethod
        int next() {
            return waited.incrementAndGet();
        }

        private void pass() throws InterruptedException {
            running.countDown();
            try {
                gate.acquire();
            } catch (InterruptedException e) {
                interrupted.add(Thread.currentThread().getName());
                throw e;
            }
        }

        @OnDisconnect
        void gone(ClientConnection connection, CloseReason reason) {
            gone.add(reason.getCloseCode().getCode());
        }

        void letGo() {
            gate.release();
            stage.complete("done");
        }
    }

    private final Handler handler = new Handler();

    private EngineServer start(Duration grace) throws Exception {
        return EngineServer.start(
                WebshocketSettings.builder()
                        .shutdownGrace(grace)
                        .retryAfter(Duration.ofMillis(2500))
                        .build(),
                handler);
    }

    private static CompletableFuture<Void> close(EngineServer server) {
        return CompletableFuture.runAsync(server.engine()::close);
    }

    private static void await10(CompletableFuture<Void> closing) throws Exception {
        closing.get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource
    void aClientWithoutCallsGetsTheRetryHintAtOnce(Wire wire) throws Exception {
        try (EngineServer server = start(LONG);
                WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            client.call("next");
            await10(close(server));
            assertThat(client.closeCode()).isEqualTo(1001);
            assertThat(client.closeReason()).isEqualTo("the server is going away; retry-after=3");
            assertThat(handler.gone).containsExactly(1001);
        }
    }

    @Test
    void thereIsNoRetryHintIfTheSettingIsZero() throws Exception {
        WebshocketSettings settings =
                WebshocketSettings.builder().retryAfter(Duration.ZERO).build();
        try (EngineServer server = EngineServer.start(settings, handler);
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
            client.call("next");
            await10(close(server));
            assertThat(client.closeReason()).isEqualTo("the server is going away");
        }
    }

    private EngineServer startWith(TestCluster cluster) throws Exception {
        return EngineServer.startBounded(
                WebshocketSettings.defaults(), environment -> environment.cluster(cluster), handler);
    }

    @Test
    void thereIsNoRetryHintWhileAnotherServerIsAlive() throws Exception {
        TestCluster.Shared shared = new TestCluster.Shared();
        try (TestCluster one = shared.join("one");
                TestCluster two = shared.join("two");
                EngineServer server = startWith(one);
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
            client.call("next");
            assertThat(two.state().servers()).containsExactly("one", "two");
            await10(close(server));
            assertThat(client.closeReason()).isEqualTo("the server is going away");
        }
    }

    @Test
    void theLastServerOfSeveralGivesTheRetryHint() throws Exception {
        TestCluster.Shared shared = new TestCluster.Shared();
        try (TestCluster one = shared.join("one");
                EngineServer server = startWith(one);
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
            client.call("next");
            shared.join("two").close();
            await10(close(server));
            assertThat(client.closeReason()).isEqualTo("the server is going away; retry-after=5");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"held", "heldStage"})
    void aRunningCallIsAnsweredFirst(String method) throws Exception {
        try (EngineServer server = start(LONG);
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK);
                WireClient idle = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            idle.call("next");
            String call = client.request(method, List.of(), Map.of());
            handler.running.await();
            CompletableFuture<Void> closing = close(server);
            // The others do not wait for it.
            assertThat(idle.closeCode()).isEqualTo(1001);
            assertThat(client.isClosed()).isFalse();
            assertThat(closing).isNotDone();

            handler.letGo();

            assertThat(client.response(call).response()).isEqualTo("done");
            assertThat(client.closeCode()).isEqualTo(1001);
            await10(closing);
            assertThat(handler.gone).containsExactly(1001, 1001);
        }
    }

    /** Durations whose nanoseconds overflow a {@code long}. */
    @Test
    void theLongestDurationsLetConnectionsEnd() throws Exception {
        WebshocketSettings settings = WebshocketSettings.builder()
                .sendTimeout(Duration.ofDays(999_999))
                .shutdownGrace(Duration.ofDays(999_999))
                .pingInterval(Duration.ofMillis(100))
                .build();
        try (EngineServer server = EngineServer.start(settings, handler)) {
            WireClient silent = WireClient.connectUnread(server.uri("/ws"), Wire.MSGPACK);
            // The timer detects that its pings stay unanswered.
            assertThat(handler.gone.poll(20, TimeUnit.SECONDS)).isEqualTo(1001);
            silent.socket().abort();
            try (WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
                await10(close(server));
                assertThat(client.closeCode()).isEqualTo(1001);
            }
        }
    }

    @Test
    void clientsWithoutCallsDoNotWaitForClientsThatOccupyAllThreads() throws Exception {
        WebshocketSettings settings = WebshocketSettings.builder()
                .shutdownGrace(LONG)
                .workerThreads(2)
                .build();
        try (EngineServer server = EngineServer.startBounded(settings, handler);
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK);
                WireClient idle = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            idle.call("next");
            for (int i = 0; i < 2; i++) {
                client.request("heldStream", List.of(), Map.of());
                assertThat(client.response().response()).isEqualTo("first");
            }
            CompletableFuture<Void> closing = close(server);
            assertThat(idle.closeCode()).isEqualTo(1001);
            assertThat(closing).isNotDone();
            handler.letGo();
            handler.letGo();
            await10(closing);
        }
    }

    @Test
    void aRunningStreamFinishes() throws Exception {
        try (EngineServer server = start(LONG);
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
            String call = client.request("heldStream", List.of(), Map.of());
            assertThat(client.response(call).response()).isEqualTo("first");
            CompletableFuture<Void> closing = close(server);
            await().until(() -> !handler.holding.get().isOpen());
            handler.letGo();
            assertThat(client.response(call).response()).isEqualTo("last");
            RpcResponse end = client.response(call);
            assertThat(end.end()).isTrue();
            assertThat(end.error()).isNull();
            assertThat(client.closeCode()).isEqualTo(1001);
            await10(closing);
        }
    }

    @Test
    void waitingCallsDoNotRun() throws Exception {
        try (EngineServer server = start(LONG);
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            client.request("held", List.of(), Map.of());
            handler.running.await();
            client.request("next", List.of(), Map.of());
            CompletableFuture<Void> closing = close(server);
            await().until(() -> !handler.holding.get().isOpen());
            client.request("next", List.of(), Map.of());
            handler.letGo();
            assertThat(client.closeCode()).isEqualTo(1001);
            await10(closing);
            assertThat(handler.waited).hasValue(0);
            assertThat(client.packets()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"held", "heldStream", "heldStage"})
    void callsThatStillRunAfterTheGraceAreStopped(String method) throws Exception {
        try (EngineServer server = start(Duration.ofMillis(50));
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
            client.request(method, List.of(), Map.of());
            handler.running.await();
            await10(close(server));
            assertThat(client.closeCode()).isEqualTo(1001);
            assertThat(handler.gone).containsExactly(1001);
            assertThat(server.engine().connections()).isZero();
            if (method.equals("heldStage")) {
                assertThat(handler.stage).isCancelled();
            } else {
                assertThat(handler.interrupted).hasSize(1);
            }
        }
    }
}
