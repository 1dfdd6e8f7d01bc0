package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.Concurrent;
import dev.webshocket.OnReceive;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.WebshocketSettingsBuilder;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Waiting calls take as much memory as their bytes, and the memory of values is limited. */
@Tag("slow")
class WaitingMemoryTest {

    @WebSocketHandler("/ws")
    static class Handler {

        final CountDownLatch gate = new CountDownLatch(1);
        final CountDownLatch entered = new CountDownLatch(1);
        final Semaphore besides = new Semaphore(0);
        final Semaphore letOn = new Semaphore(0);
        final BlockingQueue<Packet> received = new LinkedBlockingQueue<>();

        @RpcMethod
        void hold() throws InterruptedException {
            entered.countDown();
            gate.await();
        }

        @RpcMethod
        int count(List<Object> values) {
            return values.size();
        }

        @RpcMethod
        @Concurrent
        int beside(Object value) throws InterruptedException {
            besides.release();
            letOn.acquire();
            return 1;
        }

        @RpcMethod
        CompletableFuture<Integer> never(String text) {
            return new CompletableFuture<>();
        }

        @RpcMethod
        void ping() {}

        @OnReceive
        void received(Packet packet) {
            received.add(packet);
        }
    }

    private final Handler handler = new Handler();
    private EngineServer server;

    @BeforeEach
    void start() throws Exception {
        server = start(WebshocketSettings.builder());
    }

    private EngineServer start(WebshocketSettingsBuilder settings) throws Exception {
        return EngineServer.start(settings.shutdownGrace(Duration.ZERO).build(), handler);
    }

    @AfterEach
    void stop() {
        handler.gate.countDown();
        handler.letOn.release(100);
        server.close();
    }

    private static long usedMemory() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    @ParameterizedTest
    @EnumSource
    void waitingCallsAreStoredAsBytes(Wire wire) throws Exception {
        List<Object> maps = Collections.nCopies(49_000, Map.of());
        int calls = wire == Wire.MSGPACK ? 40 : 13;
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            client.request("hold", List.of(), Map.of());
            handler.entered.await();
            long before = usedMemory();
            for (int i = 0; i < calls - 1; i++) {
                client.request("count", List.of(maps), Map.of());
            }
            client.send(Packet.custom(maps));
            // A call of an unknown method is answered at once, so all of these have arrived.
            assertThat(client.call("nope").error()).isEqualTo(RpcErrorCode.RPC_METHOD_NOT_FOUND.code());

            // Their bytes are less than 2 MiB; their values would be 3 MB each.
            assertThat(usedMemory() - before).isLessThan(12 << 20);
            handler.gate.countDown();
            client.response();
            for (int i = 0; i < calls - 1; i++) {
                assertThat(client.response().response()).isEqualTo(49_000L);
            }
            assertThat((List<?>) handler.received.take().data()).hasSize(49_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void concurrentCallsWaitForRoomForTheirValues(Wire wire) throws Exception {
        server.close();
        server = start(WebshocketSettings.builder().waitingBytes(10_000));
        // Twice its bytes: the limit of 80,000 has room for two.
        String text = "x".repeat(15_000);
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            for (int i = 0; i < 2; i++) {
                client.request("beside", List.of(text), Map.of());
                handler.besides.acquire();
            }
            client.request("beside", List.of(text), Map.of());
            client.response(client.request("ping", List.of(), Map.of()));
            assertThat(handler.besides.tryAcquire()).isFalse();

            handler.letOn.release();
            handler.besides.acquire();
            handler.letOn.release(2);
            for (int i = 0; i < 3; i++) {
                assertThat(client.response().response()).isEqualTo(1L);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallIsRefusedIfTheApplicationHasNoMemoryForItsValues(Wire wire) throws Exception {
        server.close();
        server = start(WebshocketSettings.builder().bufferedBytes(1 << 20));
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            // 15,000 or 45,000 bytes as they wait, but each map counts 64 as a value.
            RpcResponse refused = client.call("count", Collections.nCopies(15_000, Map.of()));
            assertThat(refused.error()).isEqualTo(wire.overloaded());
            assertThat(refused.response()).isEqualTo("The server has no memory left for this call.");
            for (int i = 0; i < 5; i++) {
                assertThat(client.call("count", Collections.nCopies(5_000, Map.of()))
                                .response())
                        .isEqualTo(5_000L);
            }
        }
        await().until(() -> server.engine().bufferedBytes() == 0);
    }

    @Test
    void endlessCallsHoldNoMemoryAfterTheirClientHasDisconnected() throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            client.request("never", List.of("x".repeat(100_000)), Map.of());
            client.response(client.request("ping", List.of(), Map.of()));
            assertThat(server.engine().bufferedBytes()).isGreaterThan(200_000);
        }
        await().until(() -> server.engine().bufferedBytes() == 0);
    }

    @Test
    void aCallMayBeLargerIfNoOtherRuns() throws Exception {
        server.close();
        server = start(WebshocketSettings.builder().waitingBytes(1000));
        try (WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            handler.letOn.release(2);
            for (int i = 0; i < 2; i++) {
                RpcResponse response = client.call("beside", "x".repeat(100_000));
                assertThat(response.response()).isEqualTo(1L);
            }
        }
    }
}
