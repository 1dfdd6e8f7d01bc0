package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.Concurrent;
import dev.webshocket.NonBlocking;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The order and concurrency of a connection's calls. */
class CallOrderTest {

    @WebSocketHandler("/ws")
    static class Handler {

        final CountDownLatch gate = new CountDownLatch(1);
        final CountDownLatch entered = new CountDownLatch(1);
        final CyclicBarrier sixteen = new CyclicBarrier(16);
        final CompletableFuture<String> pending = new CompletableFuture<>();
        volatile boolean interrupted;

        @RpcMethod
        long append(ClientConnection connection, long value) {
            // Reads and then writes, so that overlapping calls would lose a value.
            List<Long> values = new ArrayList<>();
            if (connection.get("values") instanceof List<?> before) {
                before.forEach(v -> values.add((Long) v));
            }
            values.add(value);
            connection.set("values", values);
            return values.size();
        }

        @RpcMethod
        Object values(ClientConnection connection) {
            return connection.get("values");
        }

        @RpcMethod
        int add(int a, int b) {
            return a + b;
        }

        @RpcMethod
        @NonBlocking
        String thread() {
            return Thread.currentThread().getName();
        }

        @RpcMethod
        String wait_() throws InterruptedException {
            entered.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                interrupted = true;
                throw e;
            }
            return "waited";
        }

        @RpcMethod
        @Concurrent
        String meet() throws Exception {
            sixteen.await();
            return "met";
        }

        @RpcMethod
        @Concurrent
        String waitBeside() throws InterruptedException {
            gate.await();
            return "waited";
        }

        @RpcMethod
        CompletionStage<String> pending() {
            return pending;
        }

        @RpcMethod
        void interruptItself() {
            Thread.currentThread().interrupt();
        }

        @RpcMethod
        boolean isInterrupted() {
            return Thread.currentThread().isInterrupted();
        }

        @RpcMethod
        String ping() {
            return "pong";
        }
    }

    private final Handler handler = new Handler();
    private static final int MANY = 20_000;

    private EngineServer server;

    @BeforeEach
    void start() throws Exception {
        server = start(MANY);
    }

    private EngineServer start(int waitingCalls) throws Exception {
        return EngineServer.start(
                WebshocketSettings.builder().waitingCalls(waitingCalls).build(), handler);
    }

    @AfterEach
    void stop() {
        handler.gate.countDown();
        server.close();
    }

    private WireClient connect(Wire wire) {
        return WireClient.connect(server.uri("/ws"), wire);
    }

    @ParameterizedTest
    @EnumSource
    void callsThatReturnAValueRunSequentially(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            for (int i = 0; i < 2000; i++) {
                client.request("append", List.of(i), Map.of());
            }
            for (long i = 1; i <= 2000; i++) {
                assertThat(client.response()).isEqualTo(RpcResponse.result("c" + i, i));
            }
            List<Long> expected = new ArrayList<>();
            for (long i = 0; i < 2000; i++) {
                expected.add(i);
            }
            assertThat(client.call("values").response()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachOfManyCallsSentAtOnceIsAnsweredOnce(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            for (int i = 0; i < MANY; i++) {
                client.request("add", List.of(i, 1), Map.of());
            }
            Set<String> answered = new HashSet<>();
            for (int i = 0; i < MANY; i++) {
                RpcResponse response = client.response();
                long number = Long.parseLong(((String) response.callId()).substring(1));
                assertThat(response).isEqualTo(RpcResponse.result(response.callId(), number));
                assertThat(answered.add((String) response.callId())).isTrue();
            }
            assertThat(client.packets()).isEmpty();
        }
    }

    @Test
    void aCallBehindOneThatReturnsAValueWaitsForIt() throws Exception {
        try (WireClient client = connect(Wire.MSGPACK)) {
            String first = client.request("wait_", List.of(), Map.of());
            String second = client.request("ping", List.of(), Map.of());
            handler.entered.await();
            assertThat(client.packets()).isEmpty();
            handler.gate.countDown();
            assertThat(client.response()).isEqualTo(RpcResponse.result(first, "waited"));
            assertThat(client.response()).isEqualTo(RpcResponse.result(second, "pong"));
        }
    }

    @Test
    void concurrentCallsOverlap() throws Exception {
        try (WireClient client = connect(Wire.MSGPACK)) {
            for (int i = 0; i < 16; i++) {
                client.request("meet", List.of(), Map.of());
            }
            for (int i = 0; i < 16; i++) {
                assertThat(client.response().response()).isEqualTo("met");
            }
        }
    }

    @Test
    void concurrentAndAsynchronousCallsDelayNoOthers() throws Exception {
        try (WireClient client = connect(Wire.MSGPACK)) {
            String beside = client.request("waitBeside", List.of(), Map.of());
            String pending = client.request("pending", List.of(), Map.of());
            assertThat(client.call("ping").response()).isEqualTo("pong");
            handler.pending.complete("done");
            assertThat(client.response()).isEqualTo(RpcResponse.result(pending, "done"));
            handler.gate.countDown();
            assertThat(client.response()).isEqualTo(RpcResponse.result(beside, "waited"));
        }
    }

    @Test
    void concurrentCallsBeyondTheLimitArePostponedAndThenRun() throws Exception {
        try (WireClient client = connect(Wire.MSGPACK)) {
            for (int i = 0; i < 40; i++) {
                client.request("waitBeside", List.of(), Map.of());
            }
            assertThat(client.call("ping").response()).isEqualTo("pong");
            handler.gate.countDown();
            for (int i = 0; i < 40; i++) {
                assertThat(client.response().response()).isEqualTo("waited");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void callsBeyondTheLimitAreRefusedAndTheOthersAnswered(Wire wire) throws Exception {
        try (EngineServer narrow = start(1024);
                WireClient client = WireClient.connect(narrow.uri("/ws"), wire)) {
            String holder = client.request("wait_", List.of(), Map.of());
            handler.entered.await();
            int sent = 1100;
            for (int i = 0; i < sent; i++) {
                client.request("ping", List.of(), Map.of());
            }
            for (int i = 0; i < sent - 1024; i++) {
                assertThat(client.response().error()).isEqualTo(wire.overloaded());
            }
            handler.gate.countDown();
            assertThat(client.response()).isEqualTo(RpcResponse.result(holder, "waited"));
            for (int i = 0; i < 1024; i++) {
                assertThat(client.response().response()).isEqualTo("pong");
            }
        }
    }

    @Test
    void aWaitingCallCanBeCancelled() throws Exception {
        try (WireClient client = connect(Wire.MSGPACK)) {
            String first = client.request("wait_", List.of(), Map.of());
            String second = client.request("ping", List.of(), Map.of());
            String third = client.request("ping", List.of(), Map.of());
            client.cancel(second);
            // The answer to this call shows that the cancellation has arrived.
            client.request("nope", List.of(), Map.of());
            assertThat(client.response().error()).isEqualTo(RpcErrorCode.RPC_METHOD_NOT_FOUND.code());
            handler.gate.countDown();
            assertThat(client.response().callId()).isEqualTo(first);
            assertThat(client.response().callId()).isEqualTo(third);
            assertThat(client.call("ping").response()).isEqualTo("pong");
        }
    }

    @Test
    void aCancelledRunningCallIsInterruptedAndNotAnswered() throws Exception {
        try (WireClient client = connect(Wire.MSGPACK)) {
            String first = client.request("wait_", List.of(), Map.of());
            handler.entered.await();
            client.cancel(first);
            assertThat(client.call("ping").response()).isEqualTo("pong");
            assertThat(handler.interrupted).isTrue();
        }
    }

    @Test
    void anInterruptionOfACallDoesNotAffectTheNext() throws Exception {
        try (WireClient client = connect(Wire.MSGPACK)) {
            client.request("wait_", List.of(), Map.of());
            handler.entered.await();
            // Both wait, so that one thread runs them one after the other.
            String first = client.request("interruptItself", List.of(), Map.of());
            String second = client.request("isInterrupted", List.of(), Map.of());
            client.request("nope", List.of(), Map.of());
            client.response();
            handler.gate.countDown();
            client.response();
            assertThat(client.response(first).error()).isNull();
            assertThat(client.response(second)).isEqualTo(RpcResponse.result(second, false));
        }
    }

    @Test
    void aCancelledAsynchronousCallCancelsItsFuture() throws Exception {
        try (WireClient client = connect(Wire.MSGPACK)) {
            String first = client.request("pending", List.of(), Map.of());
            // The next call starts when the first has returned its future, so that there is a future to cancel.
            assertThat(client.call("ping").response()).isEqualTo("pong");
            client.cancel(first);
            client.cancel("unknown");
            assertThat(client.call("ping").response()).isEqualTo("pong");
            // The future may be cancelled concurrently with the next call.
            await().until(handler.pending::isCancelled);
        }
    }

    @Test
    void aNonBlockingMethodRunsOnTheContainersThread() throws Exception {
        try (WireClient client = connect(Wire.MSGPACK)) {
            assertThat(client.call("ping").response()).isEqualTo("pong");
            // An answer may arrive shortly before the lane is empty.
            await().untilAsserted(() ->
                    assertThat(client.call("thread").response().toString()).doesNotStartWith("webshocket"));
        }
    }
}
