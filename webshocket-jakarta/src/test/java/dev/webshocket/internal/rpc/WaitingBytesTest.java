package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.Concurrent;
import dev.webshocket.OnReceive;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The limit of waiting bytes of a connection. */
class WaitingBytesTest {

    private static final int BOUND = 100_000;

    @WebSocketHandler("/ws")
    static class Handler {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch besides = new CountDownLatch(2);
        final CountDownLatch gate = new CountDownLatch(1);
        final AtomicInteger received = new AtomicInteger();

        @RpcMethod
        void hold() throws InterruptedException {
            entered.countDown();
            gate.await();
        }

        @RpcMethod
        @Concurrent
        int holdBeside(String text) throws InterruptedException {
            besides.countDown();
            gate.await();
            return text.length();
        }

        @RpcMethod
        int length(String text) {
            return text.length();
        }

        @OnReceive
        void receive() {
            received.incrementAndGet();
        }
    }

    private final Handler handler = new Handler();
    private EngineServer server;

    @BeforeEach
    void start() throws Exception {
        server = EngineServer.start(
                WebshocketSettings.builder()
                        .waitingBytes(BOUND)
                        .concurrentCalls(2)
                        .shutdownGrace(Duration.ZERO)
                        .build(),
                handler);
    }

    @AfterEach
    void stop() {
        handler.gate.countDown();
        server.close();
    }

    private WireClient connect(Wire wire) {
        return WireClient.connect(server.uri("/ws"), wire);
    }

    private static String send(WireClient client, String method, int size) {
        return client.request(method, List.of("x".repeat(size)), Map.of());
    }

    private static void assertRefused(Wire wire, RpcResponse response, String id) {
        assertThat(response.callId()).isEqualTo(id);
        assertThat(response.error()).isEqualTo(wire.overloaded());
    }

    @ParameterizedTest
    @EnumSource
    void callsBeyondTheLimitAreRefusedAndTheOthersAnswered(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            String holder = client.request("hold", List.of(), Map.of());
            handler.entered.await();
            String first = send(client, "length", 40_000);
            String second = send(client, "length", 40_000);
            assertRefused(wire, client.response(send(client, "length", 40_000)), "c4");
            String small = send(client, "length", 1000);
            handler.gate.countDown();

            assertThat(client.response(holder).error()).isNull();
            assertThat(client.response(first).response()).isEqualTo(40_000L);
            assertThat(client.response(second).response()).isEqualTo(40_000L);
            assertThat(client.response(small).response()).isEqualTo(1000L);
            // Nothing of it counts any more.
            for (int i = 0; i < 5; i++) {
                assertThat(client.call("length", "x".repeat(90_000)).response()).isEqualTo(90_000L);
            }
        }
    }

    @Test
    void oneMessageMayBeLargerIfNothingWaits() throws Exception {
        try (WireClient client = connect(Wire.MSGPACK)) {
            String holder = client.request("hold", List.of(), Map.of());
            handler.entered.await();
            String large = send(client, "length", 5 * BOUND);
            assertRefused(Wire.MSGPACK, client.response(send(client, "length", 1)), "c3");
            handler.gate.countDown();
            assertThat(client.response(holder).error()).isNull();
            assertThat(client.response(large).response()).isEqualTo(5L * BOUND);
        }
    }

    @Test
    void postponedCallsCount() throws Exception {
        try (WireClient client = connect(Wire.MSGPACK)) {
            for (int i = 0; i < 2; i++) {
                send(client, "holdBeside", 90_000);
            }
            handler.besides.await();
            String aside = send(client, "holdBeside", 90_000);
            assertRefused(Wire.MSGPACK, client.response(send(client, "holdBeside", 90_000)), "c4");
            client.cancel(aside);
            // Cancelled and running calls do not count.
            String another = send(client, "holdBeside", 90_000);
            // The answer shows that the cancellation has been handled.
            assertThat(client.call("length", "x").response()).isEqualTo(1L);
            handler.gate.countDown();
            Set<String> answered = new HashSet<>();
            for (int i = 0; i < 3; i++) {
                RpcResponse response = client.response();
                assertThat(response.response()).isEqualTo(90_000L);
                answered.add((String) response.callId());
            }
            assertThat(answered).containsExactlyInAnyOrder("c1", "c2", another);
            assertThat(client.call("length", "x".repeat(90_000)).response()).isEqualTo(90_000L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void longIdsCountTwice(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            client.request("hold", List.of(), Map.of());
            handler.entered.await();
            // 25,000 bytes, and twice as many for the text: of 100,000 there is room for one.
            String id = "i".repeat(25_000);
            client.send(Packet.rpc(new RpcRequest("length", List.of("x"), Map.of(), id)));
            client.send(Packet.rpc(new RpcRequest("length", List.of("x"), Map.of(), id + 2)));
            assertRefused(wire, client.response(), id + 2);
        }
    }

    @Test
    void aPacketBeyondTheLimitClosesTheConnection() throws Exception {
        try (WireClient client = connect(Wire.MSGPACK)) {
            client.request("hold", List.of(), Map.of());
            handler.entered.await();
            client.send(Packet.custom("x".repeat(60_000)));
            WireClient.sendRefused(() -> client.send(Packet.custom("x".repeat(60_000))));
            assertThat(client.closeCode()).isEqualTo(1008);
        }
        handler.gate.countDown();
        await().until(() -> server.engine().connections() == 0);
        assertThat(handler.received).hasValue(0);
    }
}
