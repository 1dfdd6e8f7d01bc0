package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.Concurrent;
import dev.webshocket.NonBlocking;
import dev.webshocket.RateLimit;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.extension.RateLimitOutcome;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Buckets that answer asynchronously, as those on another server do. */
@Tag("slow")
class RemoteBucketsTest {

    @WebSocketHandler("/ws")
    static class Handler {

        final List<String> ran = new CopyOnWriteArrayList<>();
        final CountDownLatch held = new CountDownLatch(1);

        @RpcMethod
        @RateLimit(limit = 1, period = "1m")
        int limited(int n) {
            ran.add("limited");
            return n;
        }

        @RpcMethod
        @NonBlocking
        @RateLimit(limit = 1, period = "1m")
        int quick(int n) {
            ran.add("quick");
            return n;
        }

        @RpcMethod
        @Concurrent
        @RateLimit(limit = 1, period = "1m")
        int beside(int n) {
            ran.add("beside");
            return n;
        }

        @RpcMethod
        @RateLimit(limit = 1, period = "1m")
        void items(int n, RpcStream<Integer> out) {
            ran.add("items");
            out.send(n);
        }

        @RpcMethod
        @RateLimit(limit = 1, period = "1m", disconnectOnLimitExceeded = true)
        void strict() {}

        @RpcMethod
        void free() {
            ran.add("free");
        }

        @RpcMethod
        @Concurrent
        void hold() throws InterruptedException {
            held.await();
        }

        @RpcMethod
        void hello() {}
    }

    private final Handler handler = new Handler();
    private final BlockingQueue<CompletableFuture<RateLimitOutcome>> asked = new LinkedBlockingQueue<>();
    private final RateLimitBuckets buckets = (key, rate, connection) -> {
        CompletableFuture<RateLimitOutcome> answer = new CompletableFuture<>();
        asked.add(answer);
        return answer;
    };

    private EngineServer start(RateLimitBuckets given) throws Exception {
        return EngineServer.startWith(environment -> environment.rateLimits(given), handler);
    }

    /** Waits until the client has been accepted, and its earlier calls have left the queue. */
    private static void letIn(WireClient client) throws InterruptedException {
        assertThat(client.call("hello").error()).isNull();
    }

    /** Waits until all sent messages have arrived: a call of an unknown method is answered at once. */
    private static void awaitArrival(WireClient client) throws InterruptedException {
        assertThat(client.call("nope").error()).isEqualTo(RpcErrorCode.RPC_METHOD_NOT_FOUND.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"limited", "quick", "beside", "items"})
    void aCallWaitsInItsPlaceInTheQueue(String method) throws Exception {
        try (EngineServer server = start(buckets);
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            letIn(client);
            client.request(method, List.of(7), Map.of());
            client.request("free", List.of(), Map.of());
            client.request("limited", List.of(8), Map.of());
            CompletableFuture<RateLimitOutcome> first = asked.take();
            awaitArrival(client);
            assertThat(handler.ran).isEmpty();
            assertThat(asked).isEmpty();
            first.complete(RateLimitOutcome.TAKEN);
            asked.take().complete(RateLimitOutcome.TAKEN);
            int open = 3;
            while (open > 0) {
                RpcResponse response = client.response();
                open -= response.stream() && !response.end() ? 0 : 1;
            }
            assertThat(handler.ran).containsExactlyInAnyOrder(method, "free", "limited");
            if (!method.equals("beside") && !method.equals("items")) {
                assertThat(handler.ran).containsExactly(method, "free", "limited");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limited", "quick", "beside", "items"})
    void noThreadWaitsForABucket(String method) throws Exception {
        WebshocketSettings settings = WebshocketSettings.builder()
                .workerThreads(2)
                .shutdownGrace(Duration.ZERO)
                .build();
        List<WireClient> waiting = new ArrayList<>();
        try (EngineServer server =
                        EngineServer.startBounded(settings, environment -> environment.rateLimits(buckets), handler);
                WireClient other = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            for (int i = 0; i < 6; i++) {
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK);
                waiting.add(client);
                letIn(client);
                client.request(method, List.of(i), Map.of());
            }
            List<CompletableFuture<RateLimitOutcome>> counts = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                counts.add(asked.take());
            }
            // More calls wait than there are threads.
            assertThat(other.call("free").error()).isNull();
            counts.forEach(count -> count.complete(RateLimitOutcome.TAKEN));
            for (WireClient client : waiting) {
                assertThat(client.response().error()).isNull();
            }
        } finally {
            waiting.forEach(WireClient::close);
        }
    }

    @Test
    void aBucketDoesNotDelayTheEndOfAConnection() throws Exception {
        try (EngineServer server = start(buckets)) {
            try (WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
                letIn(client);
                client.request("limited", List.of(7), Map.of());
                asked.take();
            }
            // Long before the bucket answers.
            await().atMost(Duration.ofSeconds(8)).until(() -> server.engine().connections() == 0);
            assertThat(handler.ran).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallIsRefusedLater(Wire wire) throws Exception {
        try (EngineServer server = start(buckets);
                WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            String call = client.request("limited", List.of(7), Map.of());
            asked.take().complete(RateLimitOutcome.exceeded(Duration.ZERO));
            assertThat(client.response(call).error()).isEqualTo(RpcErrorCode.RPC_RATE_LIMITED.code());
            call = client.request("limited", List.of("x"), Map.of());
            asked.take().complete(RateLimitOutcome.TAKEN);
            assertThat(client.response(call).error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
            call = client.request("strict", List.of(), Map.of());
            asked.take().complete(RateLimitOutcome.exceeded(Duration.ZERO));
            assertThat(client.response(call).error()).isEqualTo(RpcErrorCode.RPC_RATE_LIMITED.code());
            assertThat(client.closeCode()).isEqualTo(1013);
            assertThat(handler.ran).isEmpty();
        }
    }

    @Test
    void aWaitingCallCanBeCancelled() throws Exception {
        try (EngineServer server = start(buckets);
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            letIn(client);
            String call = client.request("items", List.of(7), Map.of());
            CompletableFuture<RateLimitOutcome> answer = asked.take();
            String second = client.request("limited", List.of(1), Map.of());
            client.cancel(call);
            // The lane continues without the first answer, which comes too late.
            CompletableFuture<RateLimitOutcome> secondAnswer = asked.take();
            answer.complete(RateLimitOutcome.TAKEN);
            secondAnswer.complete(RateLimitOutcome.TAKEN);
            assertThat(client.response(second).response()).isEqualTo(1L);
            assertThat(handler.ran).containsExactly("limited");
        }
    }

    @Test
    void aPostponedCallRunsOnlyWithinItsLimit() throws Exception {
        WebshocketSettings settings = WebshocketSettings.builder()
                .concurrentCalls(1)
                .shutdownGrace(Duration.ZERO)
                .build();
        try (EngineServer server = EngineServer.startWith(
                        environment -> environment.rateLimits(buckets).settings(settings), handler);
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            letIn(client);
            String hold = client.request("hold", List.of(), Map.of());
            String refused = client.request("beside", List.of(1), Map.of());
            String unfit = client.request("beside", List.of("x"), Map.of());
            String last = client.request("beside", List.of(3), Map.of());
            // Behind them in the lane, so that the others have left the queue and are postponed.
            letIn(client);
            assertThat(asked).isEmpty();
            handler.held.countDown();
            assertThat(client.response(hold).error()).isNull();
            answer(false, true, true);
            assertThat(client.response(refused).error()).isEqualTo(RpcErrorCode.RPC_RATE_LIMITED.code());
            assertThat(client.response(unfit).error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
            assertThat(client.response(last)).isEqualTo(RpcResponse.result(last, 3L));
            assertThat(handler.ran).containsExactly("beside");
        }
    }

    private void answer(boolean... answers) throws InterruptedException {
        for (boolean answer : answers) {
            asked.take().complete(new RateLimitOutcome(answer, Duration.ZERO));
        }
    }

    @Test
    void aFailedBucketFailsTheCall() throws Exception {
        RateLimitBuckets throwing = (key, rate, connection) -> {
            throw new IllegalStateException("no network");
        };
        for (RateLimitBuckets failing : List.of(throwing, (RateLimitBuckets)
                (key, rate, connection) -> CompletableFuture.failedFuture(new IllegalStateException("no network")))) {
            try (RecordedLog log = RecordedLog.of("dev.webshocket");
                    EngineServer server = start(failing);
                    WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
                assertThat(client.call("limited", 7).error()).isEqualTo(RpcErrorCode.RPC_INTERNAL_ERROR.code());
                assertThat(client.call("free").error()).isNull();
                assertThat(log.records())
                        .anySatisfy(entry ->
                                assertThat(entry.getThrown()).rootCause().hasMessage("no network"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsValuesAreChargedWhileItWaits(Wire wire) throws Exception {
        try (EngineServer server = start(buckets);
                WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            letIn(client);
            for (boolean cancelled : new boolean[] {false, true}) {
                String call = client.request("limited", List.of("x".repeat(100_000)), Map.of());
                CompletableFuture<RateLimitOutcome> answer = asked.take();
                await().until(() -> server.engine().bufferedBytes() > 200_000);
                if (cancelled) {
                    client.cancel(call);
                } else {
                    answer.complete(RateLimitOutcome.TAKEN);
                    assertThat(client.response(call).error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
                }
                await().until(() -> server.engine().bufferedBytes() == 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallWithoutMemoryForItsValuesIsNotCounted(Wire wire) throws Exception {
        WebshocketSettings settings =
                WebshocketSettings.builder().bufferedBytes(1 << 20).build();
        try (EngineServer server = EngineServer.startWith(
                        environment -> environment.rateLimits(buckets).settings(settings), handler);
                WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            letIn(client);
            // 15,000 or 45,000 bytes as they come, but each map counts 64 as a value.
            List<Object> maps = Collections.nCopies(15_000, Map.of());
            for (String method : List.of("limited", "quick", "beside", "items")) {
                String call = client.request(method, List.of(maps), Map.of());
                RpcResponse refused = client.response(call);
                assertThat(refused.error()).isEqualTo(wire.overloaded());
                assertThat(refused.response()).isEqualTo("The server has no memory left for this call.");
                assertThat(asked.take()).isNotDone();
            }
            assertThat(handler.ran).isEmpty();
            await().until(() -> server.engine().bufferedBytes() == 0);
        }
    }
}
