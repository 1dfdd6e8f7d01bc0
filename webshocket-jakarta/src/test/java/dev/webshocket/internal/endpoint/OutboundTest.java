package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
import dev.webshocket.OnReceive;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.SlowConsumer;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Messages of many threads to one client, and clients that do not read or answer. */
@Tag("slow")
class OutboundTest {

    @WebSocketHandler("/ws")
    static class Handler {

        final BlockingQueue<ClientConnection> connected = new LinkedBlockingQueue<>();
        final BlockingQueue<Packet> received = new LinkedBlockingQueue<>();
        final AtomicInteger exported = new AtomicInteger();

        @OnConnect
        void onConnect(ClientConnection connection) {
            connected.add(connection);
        }

        @OnReceive
        void onReceive(Packet packet) {
            received.add(packet);
        }

        @RpcMethod
        void flood(RpcStream<byte[]> out) {
            while (true) {
                out.send(new byte[60_000]);
            }
        }

        @RpcMethod
        Stream<byte[]> export(int items) {
            return IntStream.range(0, items).peek(exported::set).mapToObj(i -> new byte[10_000]);
        }

        @RpcMethod
        String big(int bytes) {
            return "x".repeat(bytes);
        }
    }

    private final Handler handler = new Handler();

    @ParameterizedTest
    @EnumSource
    void messagesOfManyThreadsArriveCompleteAndInTheOrderOfEach(Wire wire) throws Exception {
        int threads = 200;
        int each = 1000;
        try (EngineServer server = EngineServer.start(handler);
                WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            ClientConnection connection = handler.connected.take();
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Thread> senders = IntStream.range(0, threads)
                    .mapToObj(t -> new Thread(() -> {
                        try {
                            start.await();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                        for (int i = 0; i < each; i++) {
                            connection.send(List.of(t, i, "payload"));
                        }
                    }))
                    .toList();
            senders.forEach(Thread::start);
            int[] next = new int[threads];
            for (int n = 0; n < threads * each; n++) {
                List<?> data = (List<?>) client.packet().data();
                int thread = ((Long) data.get(0)).intValue();
                assertThat(data.get(1)).isEqualTo((long) next[thread]);
                assertThat(data.get(2)).isEqualTo("payload");
                next[thread]++;
            }
            for (Thread sender : senders) {
                sender.join();
            }
            assertThat(client.packets()).isEmpty();
        }
    }

    @Test
    void aClientThatDoesNotReadIsClosedAndWaitingThreadsContinue() throws Exception {
        WebshocketSettings settings =
                WebshocketSettings.builder().sendTimeout(Duration.ofMillis(500)).build();
        try (EngineServer server = EngineServer.start(settings, handler);
                WireClient client = WireClient.connectUnread(server.uri("/ws"), Wire.MSGPACK)) {
            ClientConnection connection = handler.connected.take();
            byte[] payload = new byte[60_000];
            for (int i = 0; i < 2000 && connection.isOpen(); i++) {
                connection.send(payload);
            }
            assertThat(connection.isOpen()).isFalse();
            await().until(() -> server.engine().connections() == 0);
            assertThat(client.packets()).isEmpty();
        }
    }

    @Test
    void clientsThatDoNotReadAreClosedEvenIfTheyOccupyAllThreads() throws Exception {
        WebshocketSettings settings = WebshocketSettings.builder()
                .sendTimeout(Duration.ofMillis(500))
                .workerThreads(2)
                .build();
        try (EngineServer server = EngineServer.startBounded(settings, handler);
                WireClient one = WireClient.connectUnread(server.uri("/ws"), Wire.MSGPACK);
                WireClient two = WireClient.connectUnread(server.uri("/ws"), Wire.MSGPACK);
                WireClient other = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            one.request("flood", List.of(), Map.of());
            two.request("flood", List.of(), Map.of());
            await().until(() -> server.engine().connections() == 1);
            assertThat(other.call("big", 1).response()).isEqualTo("x");
            assertThat(one.packets()).isEmpty();
            assertThat(two.packets()).isEmpty();
        }
    }

    @Test
    void aClientThatDoesNotReadIsAbortedEvenWhileItsConnectionIsClosing() throws Exception {
        WebshocketSettings settings = WebshocketSettings.builder()
                .outboundBytes(64 << 20)
                .sendTimeout(Duration.ofMillis(500))
                .build();
        try (EngineServer server = EngineServer.start(settings, handler);
                WireClient client = WireClient.connectUnread(server.uri("/ws"), Wire.MSGPACK)) {
            ClientConnection connection = handler.connected.take();
            for (int i = 0; i < 300; i++) {
                connection.send(new byte[60_000]);
            }
            connection.close();
            await().until(() -> server.engine().connections() == 0);
            assertThat(client.packets()).isEmpty();
        }
    }

    @Test
    void callsOfAClientThatDoesNotReadAreHeldBack() throws Exception {
        try (EngineServer server = EngineServer.start(handler);
                WireClient client = WireClient.connectUnread(server.uri("/ws"), Wire.MSGPACK)) {
            for (int i = 0; i < 200; i++) {
                client.request("big", List.of(100_000), Map.of());
            }
            client.read(Long.MAX_VALUE);
            Set<String> answered = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                answered.add((String) client.response().callId());
            }
            assertThat(answered).hasSize(200);
        }
    }

    /** A stream fills its part of the queue by design. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "CONFLATE")
    void aStreamLeavesRoomForPushedMessagesAndRefusals(SlowConsumer policy) throws Exception {
        WebshocketSettings settings = WebshocketSettings.builder()
                .outboundBytes(100_000)
                .slowConsumer(policy)
                .shutdownGrace(Duration.ZERO)
                .build();
        int times = 100;
        try (EngineServer server = EngineServer.start(settings, handler);
                WireClient client = WireClient.connectUnread(server.uri("/ws"), Wire.MSGPACK)) {
            String stream = client.request("export", List.of(5_000), Map.of());
            AtomicInteger before = new AtomicInteger();
            await().pollInterval(Duration.ofMillis(200))
                    .until(() ->
                            before.getAndSet(handler.exported.get()) == handler.exported.get() && before.get() > 0);
            for (int i = 0; i < times; i++) {
                assertThat(server.engine().channels().broadcast("news")).isEqualTo(1);
                client.request("nothing", List.of(), Map.of());
            }
            client.read(Long.MAX_VALUE);
            Map<Object, Integer> came = new HashMap<>();
            for (int i = 0; i < 5_000 + 1 + 2 * times; i++) {
                came.merge(what(client.packet()), 1, Integer::sum);
            }
            assertThat(came)
                    .isEqualTo(Map.of(
                            "item of " + stream, 5_000, "end of " + stream, 1, "news", times, "not found", times));
        }
    }

    private static Object what(Packet packet) {
        if (!(packet.rpc() instanceof RpcResponse response)) {
            return packet.data();
        }
        if (RpcErrorCode.RPC_METHOD_NOT_FOUND.code() == Objects.requireNonNullElse(response.error(), 0)) {
            return "not found";
        }
        return (response.end() ? "end of " : "item of ") + response.callId();
    }

    @Test
    void anAnswerLongerThanTheQueueIsSent() throws Exception {
        try (EngineServer server = EngineServer.start(handler);
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            assertThat(client.call("big", 3_000_000).response().toString()).hasSize(3_000_000);
        }
    }

    @Test
    void aClientThatAnswersPingsStays() throws Exception {
        WebshocketSettings settings = WebshocketSettings.builder()
                .pingInterval(Duration.ofMillis(50))
                .missedPings(60)
                .build();
        try (EngineServer server = EngineServer.start(settings, handler);
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            // Twice the time until a client without answers is closed.
            await().pollDelay(6, TimeUnit.SECONDS).until(() -> true);
            assertThat(client.call("big", 1).response()).isEqualTo("x");
        }
    }

    @Test
    void aClientThatAnswersNoPingIsClosed() throws Exception {
        WebshocketSettings settings = WebshocketSettings.builder()
                .pingInterval(Duration.ofSeconds(1))
                .missedPings(2)
                .build();
        try (EngineServer server = EngineServer.start(settings, handler);
                WireClient client = WireClient.connectUnread(server.uri("/ws"), Wire.MSGPACK)) {
            ClientConnection connection = handler.connected.take();
            await().until(() -> !connection.isOpen());
            await().until(() -> server.engine().connections() == 0);
            assertThat(client.packets()).isEmpty();
        }
    }
}
