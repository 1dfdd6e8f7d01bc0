package dev.webshocket.internal.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.OnReceive;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The memory of packets that are not calls is charged to their connection while it is in use. */
@Tag("slow")
class ReceivedMemoryTest {

    @WebSocketHandler("/ws")
    static class Handler {

        final BlockingQueue<Packet> received = new LinkedBlockingQueue<>();
        final Semaphore letOn = new Semaphore(0);
        volatile Error thrown;

        @OnReceive
        void received(Packet packet) throws InterruptedException {
            received.add(packet);
            letOn.acquire();
            if (thrown != null) {
                throw thrown;
            }
        }
    }

    @WebSocketHandler("/ws")
    static class Uninterested {

        @RpcMethod
        int free() {
            return 1;
        }
    }

    private final Handler handler = new Handler();

    private static EngineServer start(Object handler) throws Exception {
        return EngineServer.start(
                WebshocketSettings.builder().bufferedBytes(1 << 20).build(), handler);
    }

    private static Packet maps(int count) {
        return Packet.custom(Collections.nCopies(count, Map.of()));
    }

    private Packet received() throws InterruptedException {
        Packet packet = handler.received.poll(20, TimeUnit.SECONDS);
        assertThat(packet).isNotNull();
        return packet;
    }

    @ParameterizedTest
    @EnumSource
    void isChargedWhileTheCallbackRuns(Wire wire) throws Exception {
        try (EngineServer server = start(handler);
                WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            client.send(maps(5_000));
            assertThat((List<?>) received().data()).hasSize(5_000);
            assertThat(server.engine().bufferedBytes()).isGreaterThan(64 * 5_000);

            handler.letOn.release();
            await().until(() -> server.engine().bufferedBytes() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isReleasedWhateverTheCallbackThrows(Wire wire) throws Exception {
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = start(handler);
                WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            handler.thrown = new NoClassDefFoundError("broken");
            handler.letOn.release(20);
            // Together they would exceed the memory.
            for (int i = 0; i < 10; i++) {
                client.send(maps(5_000));
                assertThat(received().source()).isEqualTo(PacketSource.CUSTOM);
            }
            await().until(() -> server.engine().bufferedBytes() == 0);
            assertThat(client.isClosed()).isFalse();
            assertThat(log.records()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientIsDisconnectedIfThereIsNoMemory(Wire wire) throws Exception {
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = start(handler);
                WireClient polite = WireClient.connect(server.uri("/ws"), wire);
                WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            // 15,000 or 45,000 bytes as they come, but each map counts as 64 bytes of values.
            client.send(maps(15_000));
            assertThat(client.closeCode()).isEqualTo(1013);
            assertThat(client.closeReason()).isEqualTo("no memory for a message now");
            assertThat(handler.received).isEmpty();
            await().until(() -> server.engine().bufferedBytes() == 0);
            await().untilAsserted(() -> assertThat(log.records())
                    .extracting(line -> line.getMessage())
                    .anyMatch(line -> line.startsWith("WEBSHOCKET-0226: closed with 1013, no memory for a message")));

            handler.letOn.release();
            polite.send(Packet.custom("abc"));
            assertThat(received().data()).isEqualTo("abc");
        }
    }

    @ParameterizedTest
    @EnumSource
    void malformedPacketsAreChargedAsRawInput(Wire wire) throws Exception {
        try (EngineServer server = start(handler);
                WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            String junk = "[" + "x".repeat(200_000);
            if (wire == Wire.JSON_TEXT) {
                client.sendText(junk);
            } else {
                client.sendBytes(junk.getBytes(UTF_8));
            }
            assertThat(received().source()).isEqualTo(PacketSource.UNKNOWN);
            assertThat(server.engine().bufferedBytes()).isGreaterThan(200_000);

            handler.letOn.release();
            await().until(() -> server.engine().bufferedBytes() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void packetsWithoutAHandlerAreCheckedWithinTheMemoryToo(Wire wire) throws Exception {
        try (EngineServer server = start(new Uninterested());
                WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            client.send(maps(5_000));
            assertThat(client.call("free").response()).isEqualTo(1L);
            client.send(maps(15_000));
            if (wire == Wire.MSGPACK) {
                // It gets no errors, so its packets are not checked.
                assertThat(client.call("free").response()).isEqualTo(1L);
            } else {
                assertThat(client.closeCode()).isEqualTo(1013);
                assertThat(client.closeReason()).isEqualTo("no memory for a message now");
            }
            await().until(() -> server.engine().bufferedBytes() == 0);
        }
    }
}
