package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.FrameCounter;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import jakarta.websocket.CloseReason;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection as handlers see it, from the first callback to the last. */
@Tag("slow")
class ConnectionsTest {

    private final RoomHandler handler = new RoomHandler();
    private EngineServer server;

    @BeforeEach
    void start() throws Exception {
        server = EngineServer.start(handler);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private URI uri(String query) {
        return server.uri("/rooms/5" + query);
    }

    private ClientConnection connection() {
        await().until(() -> handler.connected.size() == 1);
        return handler.connected.get(0);
    }

    @ParameterizedTest
    @EnumSource
    void theDataOfTheHandshakeIsAvailable(Wire wire) throws Exception {
        URI uri = uri("?a=1&b=x%20y&a=2&flag");
        try (WireClient client = WireClient.connect(uri, wire, Map.of("X-Test", "yes"))) {
            assertThat(client.call("facts").response())
                    .isEqualTo(Map.of(
                            "path",
                            "/rooms/5",
                            "room",
                            "5",
                            "query",
                            Map.of(
                                    "a", List.of("1", "2"),
                                    "b", List.of("x y"),
                                    "flag", List.of("")),
                            "header",
                            "yes",
                            "principal",
                            false,
                            "admin",
                            false,
                            "greeted",
                            true,
                            "open",
                            true));
        }
    }

    @Test
    void eachOfManySimultaneousHandshakesBelongsToItsConnection() {
        IntStream.range(0, 64).parallel().forEach(i -> {
            try (WireClient client = WireClient.connect(uri(""), Wire.MSGPACK, Map.of("X-Test", "n" + i))) {
                assertThat(((Map<?, ?>) client.call("facts").response()).get("header"))
                        .isEqualTo("n" + i);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void theSubprotocolIsTheFirstKnownOneOfTheClientOrNone() {
        for (Wire wire : Wire.values()) {
            try (WireClient client = WireClient.connect(uri(""), wire)) {
                assertThat(client.subprotocol())
                        .isEqualTo(
                                switch (wire) {
                                    case MSGPACK -> "webshocket.v1";
                                    case JSON -> "";
                                    case JSON_TEXT -> "webshocket.v1.json";
                                });
            }
        }
    }

    @Test
    void attributesLiveAsLongAsTheConnection() throws Exception {
        try (WireClient client = WireClient.connect(uri(""), Wire.MSGPACK)) {
            assertThat(client.call("put", "user", "alice").response()).isEqualTo(true);
            ClientConnection connection = connection();
            assertThat(connection.get("user")).isEqualTo("alice");
            assertThat(connection.get("user", String.class)).isEqualTo("alice");
            assertThatThrownBy(() -> connection.get("user", Integer.class)).isInstanceOf(ClassCastException.class);
            assertThat(connection.get("nobody", String.class)).isNull();
            assertThat(connection.has("nobody")).isFalse();
            connection.attributes().put("more", 1);
            assertThat(connection.get("more")).isEqualTo(1);
            assertThat(connection.remove("more")).isEqualTo(1);
            connection.set("greeted", null);
            assertThat(connection.attributes()).isEqualTo(Map.of("user", "alice"));
            assertThat(server.states.size()).isEqualTo(1);
        }
        assertThat(handler.gone.poll(10, TimeUnit.SECONDS)).isEqualTo("alice 1000 false");
        await().until(() -> server.states.size() == 0 && server.engine().connections() == 0);
        assertThat(connection().attributes()).isEmpty();
        assertThat(handler.farewell).isInstanceOf(CloseReason.class);
        connection().set("late", 1);
        assertThat(connection().has("late")).isFalse();
        assertThat(connection().attributes()).isEmpty();
        connection().send("into the void");
        assertThat(connection().isOpen()).isFalse();
    }

    @Test
    void connectionsAreEqualByIdentity() {
        try (WireClient one = WireClient.connect(uri(""), Wire.JSON);
                WireClient two = WireClient.connect(uri(""), Wire.JSON)) {
            await().until(() -> handler.connected.size() == 2);
            ClientConnection first = handler.connected.get(0);
            ClientConnection second = handler.connected.get(1);
            assertThat(first).isNotEqualTo(second);
            assertThat(first.uid()).isNotEqualTo(second.uid()).matches("[A-Za-z0-9_-]+");
            assertThat(one.isClosed() || two.isClosed()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSentValueArrivesAsACustomPacket(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(uri(""), wire)) {
            connection().send(Map.of("status", "ok"));
            assertThat(client.packet()).isEqualTo(Packet.custom(Map.of("status", "ok")));
            assertThat(client.lastWasText()).isEqualTo(wire == Wire.JSON_TEXT);
            Packet packet = new Packet(PacketSource.CUSTOM, "x", null, null, 1.5, "corr");
            connection().send(packet);
            assertThat(client.packet()).isEqualTo(packet);
            assertThatThrownBy(() -> connection().send(new Object[] {Thread.currentThread()}))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theSettingsSelectTextFrames() throws Exception {
        WebshocketSettings settings = WebshocketSettings.builder()
                .jsonFrames(dev.webshocket.JsonFrames.TEXT)
                .build();
        RoomHandler other = new RoomHandler();
        try (EngineServer text = EngineServer.start(settings, other);
                WireClient client = WireClient.connect(text.uri("/rooms/1"), Wire.JSON)) {
            assertThat(client.call("put", "a", 1).response()).isEqualTo(true);
            assertThat(client.lastWasText()).isTrue();
        }
    }

    @Test
    void closeSendsQueuedMessagesFirst() throws Exception {
        try (WireClient client = WireClient.connect(uri(""), Wire.MSGPACK)) {
            client.request("sendMany", List.of(5000), Map.of());
            for (long i = 0; i < 5000; i++) {
                assertThat(client.packet().data()).isEqualTo(i);
            }
            assertThat(client.closeCode()).isEqualTo(1000);
        }
    }

    /** A code that one of the containers does not send is refused on all. */
    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 3000, 4999})
    void everyAcceptedCloseCodeArrives(int code) throws Exception {
        try (FrameCounter client = FrameCounter.connect(uri(""), Wire.JSON)) {
            client.start();
            client.call(Wire.JSON, "close", code, "bye");
            assertThat(client.closeCode()).isEqualTo(code);
        }
    }

    @Test
    void theApplicationChoosesTheCloseCode() throws Exception {
        try (WireClient client = WireClient.connect(uri(""), Wire.JSON)) {
            client.request("close", List.of(4001, "bye".repeat(100)), Map.of());
            assertThat(client.closeCode()).isEqualTo(4001);
        }
        try (WireClient client = WireClient.connect(uri(""), Wire.JSON)) {
            client.request("closeNormally", List.of(), Map.of());
            assertThat(client.closeCode()).isEqualTo(1000);
        }
        try (WireClient client = WireClient.connect(uri(""), Wire.JSON)) {
            for (int illegal : new int[] {0, 999, 1004, 1005, 1006, 1014, 1015, 2999, 5000}) {
                assertThat(client.call("close", illegal, "").error()).isEqualTo(-32603);
            }
        }
    }

    @Test
    void aHandlerRefusesAClient() throws Exception {
        try (WireClient client = WireClient.connect(uri("?refuse"), Wire.JSON)) {
            WireClient.sendRefused(() -> client.request("facts", List.of(), Map.of()));
            assertThat(client.closeCode()).isEqualTo(1008);
            assertThat(client.packets()).isEmpty();
        }
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                WireClient client = WireClient.connect(uri("?fail"), Wire.JSON)) {
            assertThat(client.closeCode()).isEqualTo(1011);
            assertThat(log.records())
                    .anySatisfy(entry -> assertThat(entry.getMessage()).contains("WEBSHOCKET-0201"));
        }
        await().until(() -> server.engine().connections() == 0 && server.states.size() == 0);
    }

    @ParameterizedTest
    @EnumSource
    void otherPacketsReachTheHandler(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(uri(""), wire);
                RecordedLog log = RecordedLog.of("dev.webshocket")) {
            client.send(Packet.custom("fail"));
            Packet packet = new Packet(PacketSource.CHANNEL, List.of(1L), null, "news", null, "c");
            client.send(packet);
            assertThat(handler.received.poll(10, TimeUnit.SECONDS)).isEqualTo(packet);
            client.sendText("hello");
            assertThat(handler.received.poll(10, TimeUnit.SECONDS)).isEqualTo(Packet.unknown("hello"));
            client.sendBytes(new byte[] {(byte) 0xc1, 7});
            Packet unknown = handler.received.poll(10, TimeUnit.SECONDS);
            assertThat(unknown.source()).isEqualTo(PacketSource.UNKNOWN);
            assertThat(unknown.data()).isEqualTo(new byte[] {(byte) 0xc1, 7});
            assertThat(log.records()).hasSize(1);
        }
    }

    @Test
    void aConnectionBeyondTheLimitIsClosedWithTryAgainLater() throws Exception {
        WebshocketSettings settings =
                WebshocketSettings.builder().maxConnections(1).build();
        try (EngineServer small = EngineServer.start(settings, new RoomHandler());
                WireClient first = WireClient.connect(small.uri("/rooms/1"), Wire.JSON)) {
            assertThat(first.call("put", "a", 1).response()).isEqualTo(true);
            try (WireClient second = WireClient.connect(small.uri("/rooms/1"), Wire.JSON)) {
                assertThat(second.closeCode()).isEqualTo(1013);
            }
            assertThat(first.call("put", "a", 1).response()).isEqualTo(true);
            await().until(() -> small.engine().connections() == 1);
        }
    }

    @Test
    void closingTheEngineClosesEveryConnectionAndCallsTheHandlers() throws Exception {
        try (WireClient client = WireClient.connect(uri(""), Wire.MSGPACK)) {
            client.call("put", "user", "bob");
            server.engine().close();
            assertThat(client.closeCode()).isEqualTo(1001);
            assertThat(handler.gone.poll(10, TimeUnit.SECONDS)).isEqualTo("bob 1001 false");
            assertThat(server.engine().connections()).isZero();
        }
    }

    @Test
    void aConcurrentCallContinuesAfterItsClientHasDisconnected() throws Exception {
        try (WireClient client = WireClient.connect(uri(""), Wire.MSGPACK)) {
            client.request("workBeside", List.of(), Map.of());
            handler.begun.await();
        }
        assertThat(handler.gone.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(handler.worked).hasValue(0);
        // The state of the connection is kept for it.
        assertThat(server.engine().connections()).isEqualTo(1);
        handler.gate.countDown();
        await().until(() -> server.engine().connections() == 0);
        assertThat(handler.worked).hasValue(1);
    }

    @Test
    void waitingCallsOfAClosedConnectionDoNotRun() throws Exception {
        try (WireClient client = WireClient.connect(uri(""), Wire.MSGPACK)) {
            client.request("closeWhenLet", List.of(), Map.of());
            for (int i = 0; i < 500; i++) {
                client.request("work", List.of(), Map.of());
            }
            // The answer to this call shows that the others have arrived.
            client.request("nope", List.of(), Map.of());
            client.response();
            handler.gate.countDown();
            assertThat(client.closeCode()).isEqualTo(4003);
        }
        await().until(() -> server.engine().connections() == 0);
        assertThat(handler.gone).hasSize(1);
        assertThat(handler.worked).hasValue(0);
    }
}
