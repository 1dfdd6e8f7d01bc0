package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.support.EngineServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The callback that runs on a new connection before other calls. */
class OnReconnectTest {

    private static final Duration LONG = Duration.ofSeconds(20);

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
        return WebSocketClient.builder(server.uri("/ws"))
                .retryLost(RetryPolicy.builder()
                        .firstDelay(Duration.ofMillis(20))
                        .maxDelay(Duration.ofMillis(100))
                        .build());
    }

    private static void kick(WebSocketClient client) {
        client.sendRpcAsync("kick", 1011, "again");
    }

    @Test
    void onReconnectRunsBeforeEverythingElse() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        try (WebSocketClient client = builder()
                .onReconnect(back -> {
                    try {
                        entered.countDown();
                        assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
                        assertThat(back.call("whoami", String.class)).isNull();
                        assertThat(back.call("login", String.class, "ann")).isEqualTo("Logged in as ann");
                    } catch (InterruptedException | RuntimeException | Error e) {
                        failures.add(e);
                    }
                })
                .connect()) {
            kick(client);
            assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<String> waiting = client.callAsync("whoami", String.class);
            CompletableFuture<Void> sending = client.sendAsync("waits, too");
            assertThat(client.state()).isEqualTo(ClientState.CONNECTING);
            goOn.countDown();
            assertThat(waiting).succeedsWithin(LONG).isEqualTo("ann");
            assertThat(sending).succeedsWithin(LONG);
            assertThat(failures).isEmpty();
        }
    }

    @Test
    void aFailingOnReconnectIsRetried() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (WebSocketClient client = builder()
                .onReconnect(back -> {
                    if (attempts.incrementAndGet() < 3) {
                        throw new IllegalStateException("not yet");
                    }
                })
                .connect()) {
            kick(client);
            await().until(() -> attempts.get() == 3);
            assertThat(client.call("add", int.class, 1, 2)).isEqualTo(3);
            assertThat(attempts).hasValue(3);
        }
    }

    /** Bounds with room for one call, or for one call's length. */
    @ParameterizedTest
    @CsvSource({"1, 1000000", "100, 1000"})
    void onReconnectSendsBeforeAllWaitingMessages(int outstandingCalls, int outboundBytes) throws Exception {
        try (WebSocketClient client = builder()
                .outstandingCalls(outstandingCalls)
                .outboundBytes(outboundBytes)
                .onReconnect(back -> back.call("login", String.class, "ann"))
                .connect()) {
            int port = server.port();
            server.close();
            await().until(() -> client.state() != ClientState.CONNECTED);
            CompletableFuture<String> waiting = client.callAsync("echo", String.class, "x".repeat(70_000));
            server = EngineServer.startAgain(port, handler);
            assertThat(waiting).succeedsWithin(LONG);
            assertThat(client.call("whoami", String.class)).isEqualTo("ann");
        }
    }

    @Test
    void messagesOfOnReconnectHaveTheirOwnBounds() {
        List<CompletableFuture<Void>> calls = new CopyOnWriteArrayList<>();
        CountDownLatch seen = new CountDownLatch(1);
        try (WebSocketClient client = builder()
                .outstandingCalls(2)
                .onReconnect(back -> {
                    for (int i = 0; i < 3; i++) {
                        calls.add(back.callAsync("hang", Void.class));
                    }
                    awaitLatch(seen);
                })
                .connect()) {
            kick(client);
            await().until(() -> calls.size() == 3);
            assertThat(calls.get(2))
                    .failsWithin(LONG)
                    .withThrowableThat()
                    .havingCause()
                    .withMessageStartingWith("WEBSHOCKET-0332");
            seen.countDown();
            handler.released.countDown();
            assertThat(calls.get(0)).succeedsWithin(LONG);
            assertThat(calls.get(1)).succeedsWithin(LONG);
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
