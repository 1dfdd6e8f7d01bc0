package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.webshocket.RpcItems;
import dev.webshocket.packet.Packet;
import dev.webshocket.support.EngineServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("slow")
@Timeout(60)
class ClientReconnectTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final RetryPolicy QUICK = RetryPolicy.builder()
            .firstDelay(Duration.ofMillis(20))
            .maxDelay(Duration.ofMillis(100))
            .build();
    private static final RetryPolicy QUICK_FAIL = RetryPolicy.builder()
            .firstDelay(Duration.ofMillis(20))
            .maxDelay(Duration.ofMillis(100))
            .whenDown(WhenDown.FAIL)
            .build();

    private final List<ClientState> states = new CopyOnWriteArrayList<>();
    private final MathHandler handler = new MathHandler();
    private EngineServer server;

    @BeforeEach
    void start() throws Exception {
        server = EngineServer.start(handler);
    }

    @AfterEach
    void stop() {
        handler.released.countDown();
        server.close();
    }

    private WebSocketClientBuilder builder() {
        return WebSocketClient.builder(server.uri("/ws")).retryLost(QUICK).onState(states::add);
    }

    /** Stops the server, waits until the client notices, and starts another server. */
    private void restart(WebSocketClient client) throws Exception {
        int port = server.port();
        server.close();
        await().until(() -> client.state() != ClientState.CONNECTED);
        server = EngineServer.startAgain(port, handler);
    }

    private void kick(WebSocketClient client, int code, String reason) {
        client.sendRpcAsync("kick", code, reason);
    }

    @Test
    void aLostConnectionIsReestablished() throws Exception {
        try (WebSocketClient client = builder().connect()) {
            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
            restart(client);
            assertThat(client.call("add", int.class, 1, 2)).isEqualTo(3);
        }
        await().until(() -> states.contains(ClientState.CLOSED));
        assertThat(states.subList(0, 3))
                .containsExactly(ClientState.CONNECTING, ClientState.CONNECTED, ClientState.DISCONNECTED);
        assertThat(states.subList(states.size() - 3, states.size()))
                .containsExactly(ClientState.CONNECTING, ClientState.CONNECTED, ClientState.CLOSED);
    }

    @Test
    void temporaryCloseCodesAreRetried() {
        AtomicInteger returns = new AtomicInteger();
        try (WebSocketClient client =
                builder().onReconnect(back -> returns.incrementAndGet()).connect()) {
            int expected = 0;
            for (int code : new int[] {1001, 1011, 1013, 4000}) {
                kick(client, code, "back soon");
                expected++;
                int all = expected;
                await().until(() -> returns.get() == all);
                assertThat(client.call("add", int.class, 1, code)).isEqualTo(1 + code);
            }
        }
    }

    @Test
    void aRefusedClientDoesNotReconnect() {
        for (int code : new int[] {1000, 1008}) {
            try (WebSocketClient client = builder().connect()) {
                kick(client, code, "go away");
                await().until(() -> client.state() == ClientState.CLOSED);
                assertThatExceptionOfType(ConnectionClosedException.class)
                        .isThrownBy(() -> client.call("add", int.class, 1, 1))
                        .withMessageContaining("go away")
                        .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0313"))
                        .satisfies(e -> assertThat(e.closeCode()).hasValue(code));
            }
        }
    }

    @Test
    void theApplicationMayChooseTheFinalCloseCodes() {
        RetryPolicy policy = RetryPolicy.builder()
                .firstDelay(Duration.ofMillis(20))
                .finalCodes(4001)
                .build();
        try (WebSocketClient client = builder().retry(policy).connect()) {
            kick(client, 1008, "policy");
            await().until(() -> states.contains(ClientState.DISCONNECTED));
            assertThat(client.call("add", int.class, 1, 1)).isEqualTo(2);
            kick(client, 4001, "logged out");
            await().until(() -> client.state() == ClientState.CLOSED);
        }
    }

    @Test
    void callsInFlightFailAtOnce() throws Exception {
        try (WebSocketClient client = builder().connect()) {
            CompletableFuture<Void> hanging = client.callAsync("hang", Void.class);
            assertThat(handler.hanging.await(20, TimeUnit.SECONDS)).isTrue();
            restart(client);
            assertThat(hanging)
                    .failsWithin(LONG)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(ConnectionClosedException.class, e -> {
                        assertThat(e.code()).isEqualTo("WEBSHOCKET-0310");
                        assertThat(e.closeCode()).hasValue(1001);
                    });
        }
    }

    @Test
    void streamsInFlightFailAtOnce() {
        try (WebSocketClient client = builder().connect();
                RpcItems<String> items = client.streamRpc("for_ever", String.class, 10)) {
            items.iterator().next();
            kick(client, 1001, "");
            assertThatExceptionOfType(ConnectionClosedException.class)
                    .isThrownBy(() -> items.forEach(item -> {}))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0310"));
        }
    }

    @Test
    void idempotentCallsInFlightAreSentAgain() throws Exception {
        FirstTime first = new FirstTime();
        try (EngineServer once = EngineServer.start(first);
                WebSocketClient client =
                        WebSocketClient.builder(once.uri("/ws")).retry(QUICK).connect()) {
            assertThat(client.rpc("once").idempotent().call(int.class)).isEqualTo(2);
            first.calls.set(0);
            assertThat(client.rpc("once").idempotent().stream(Integer.class)).containsExactly(2);
            first.calls.set(0);
            assertThat(client.proxy(OnceApi.class).once()).isEqualTo(2);
        }
    }

    @Test
    void idempotentCallsThatCannotBeSentAgainFail() throws Exception {
        FirstTime first = new FirstTime();
        first.code = 1009;
        try (EngineServer once = EngineServer.start(first);
                WebSocketClient client =
                        WebSocketClient.builder(once.uri("/ws")).retry(QUICK).connect()) {
            assertThatExceptionOfType(ConnectionClosedException.class)
                    .isThrownBy(() -> client.rpc("once").idempotent().call(int.class))
                    .satisfies(e -> assertThat(e.closeCode()).hasValue(1009));
        }
    }

    interface OnceApi {

        @dev.webshocket.RpcMethod
        @Idempotent
        int once();
    }

    @Test
    void callsFailAtOnceWhileDownIfThePolicySaysSo() {
        try (WebSocketClient client = builder().retryLost(QUICK_FAIL).connect()) {
            server.close();
            await().until(() -> client.state() != ClientState.CONNECTED);
            assertThatExceptionOfType(ConnectionClosedException.class)
                    .isThrownBy(() -> client.call("add", int.class, 1, 1))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0311"))
                    .satisfies(e -> assertThat(e.closeCode()).isEmpty());
        }
    }

    @Test
    void callsThatWaitWhileDownTimeOut() {
        try (WebSocketClient client = builder().connect()) {
            server.close();
            await().until(() -> client.state() != ClientState.CONNECTED);
            assertThatExceptionOfType(CallTimeoutException.class)
                    .isThrownBy(() -> client.rpc("add")
                            .args(1, 1)
                            .timeout(Duration.ofMillis(200))
                            .call(int.class));
            assertThat(client.sendAsync("data")).isNotDone();
        }
    }

    @Test
    void callsOverTheBoundAreRefused() {
        try (WebSocketClient client = builder().outstandingCalls(10).connect()) {
            server.close();
            await().until(() -> client.state() != ClientState.CONNECTED);
            List<CompletableFuture<Integer>> waiting = new CopyOnWriteArrayList<>();
            for (int i = 0; i < 10; i++) {
                waiting.add(client.callAsync("add", Integer.class, i, 0));
            }
            assertThatExceptionOfType(ClientException.class)
                    .isThrownBy(() -> client.call("add", int.class, 1, 1))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0332"));
            waiting.get(5).cancel(true);
            assertThat(client.callAsync("add", Integer.class, 1, 1)).isNotDone();
        }
    }

    @Test
    void retriesEnd() {
        RetryPolicy twice = RetryPolicy.builder()
                .firstDelay(Duration.ofMillis(10))
                .retries(2)
                .build();
        AtomicInteger attempts = new AtomicInteger();
        WebSocketClientBuilder builder = builder().retry(twice).headers(() -> {
            if (attempts.incrementAndGet() > 1) {
                throw new IllegalStateException("no token");
            }
            return Map.of();
        });
        try (WebSocketClient client = builder.connect()) {
            kick(client, 1001, "restart");
            await().until(() -> client.state() == ClientState.CLOSED);
            assertThatExceptionOfType(ConnectionClosedException.class)
                    .isThrownBy(() -> client.call("add", int.class, 1, 1))
                    .withMessageContaining("no token")
                    .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0314"));
            assertThat(attempts).hasValue(3);
        }
    }

    @Test
    void withoutRetriesALostConnectionStaysLost() {
        try (WebSocketClient client = builder().retry(RetryPolicy.none()).connect()) {
            kick(client, 1001, "restart");
            await().until(() -> client.state() == ClientState.CLOSED);
            assertThatExceptionOfType(ConnectionClosedException.class)
                    .isThrownBy(() -> client.call("add", int.class, 1, 1))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0315"));
        }
    }

    @Test
    void theFirstConnectionIsRetriedAsConfigured() throws Exception {
        int port = server.port();
        server.close();
        WebSocketClientBuilder builder = WebSocketClient.builder(java.net.URI.create("ws://127.0.0.1:" + port + "/ws"))
                .retryFirst(QUICK)
                .onState(states::add);
        CompletableFuture<WebSocketClient> connecting = builder.connectAsync();
        await().until(() -> states.contains(ClientState.DISCONNECTED));
        server = EngineServer.startAgain(port, handler);
        try (WebSocketClient client = connecting.get(20, TimeUnit.SECONDS)) {
            assertThat(client.call("add", int.class, 1, 2)).isEqualTo(3);
        }
    }

    @Test
    void aServerThatDoesNotAnswerPingsIsLost() throws Exception {
        try (SilentServer silent = new SilentServer();
                WebSocketClient client = WebSocketClient.builder(silent.uri())
                        .pingInterval(Duration.ofSeconds(1))
                        .retry(RetryPolicy.none())
                        .connect()) {
            CompletableFuture<Void> call = client.callAsync("anything", Void.class);
            assertThat(call).failsWithin(LONG);
            await().until(() -> client.state() == ClientState.CLOSED);
        }
    }

    @Test
    void receivingContinuesAfterReconnecting() throws Exception {
        try (WebSocketClient client = builder().connect()) {
            CompletableFuture<Packet> next = client.receiveAsync(Duration.ZERO);
            restart(client);
            client.call("push", Void.class, "news");
            assertThat(next)
                    .succeedsWithin(LONG)
                    .satisfies(p -> assertThat(p.data()).isEqualTo("news"));
        }
    }

    @Test
    void closingWhileDownFailsWaitingCalls() {
        WebSocketClient client = builder().connect();
        server.close();
        await().until(() -> client.state() != ClientState.CONNECTED);
        CompletableFuture<Integer> waiting = client.callAsync("add", Integer.class, 1, 1);
        client.close();
        assertThat(waiting)
                .failsWithin(LONG)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        ConnectionClosedException.class,
                        e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0312"));
    }
}
