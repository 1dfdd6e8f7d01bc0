package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.OnReceive;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.InputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Input of any kind, and its effect on the connection. */
class InboundTest {

    private static final int LIMIT = 1 << 20;

    @WebSocketHandler("/ws")
    static class Handler {

        final BlockingQueue<Packet> received = new LinkedBlockingQueue<>();

        @OnReceive
        void onReceive(Packet packet) {
            received.add(packet);
        }

        @RpcMethod
        int add(int a, int b) {
            return a + b;
        }

        @RpcMethod
        int length(String text) {
            return text.length();
        }
    }

    private static final Handler HANDLER = new Handler();
    private static EngineServer server;

    @BeforeAll
    static void start() throws Exception {
        server = EngineServer.start(
                WebshocketSettings.builder().maxMessageBytes(LIMIT).build(), HANDLER);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        HANDLER.received.clear();
    }

    private static WireClient connect(Wire wire) {
        return WireClient.connect(server.uri("/ws"), wire);
    }

    static List<Named<JsonObject>> inputs() {
        InputStream vectors = InboundTest.class.getResourceAsStream("/vectors/protocol.json");
        try (JsonReader reader = Json.createReader(vectors)) {
            return reader.readObject().getJsonArray("input").getValuesAs(JsonObject.class).stream()
                    .map(input -> Named.of(input.getString("encoding") + ' ' + input.getString("name"), input))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void rawInputLeavesTheConnectionUsable(JsonObject input) throws Exception {
        byte[] bytes = HexFormat.of().parseHex(input.getString("bytes"));
        boolean msgpack = input.getString("encoding").equals("msgpack");
        try (WireClient client = connect(msgpack ? Wire.MSGPACK : Wire.JSON)) {
            client.sendBytes(bytes);
            // A call of an unknown method is answered; other input goes to the handler.
            if (!input.getBoolean("accepted")) {
                Packet packet = HANDLER.received.poll(10, TimeUnit.SECONDS);
                assertThat(packet.source()).isEqualTo(PacketSource.UNKNOWN);
                assertThat(packet.data()).isEqualTo(bytes);
            } else if (new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).contains("request")) {
                assertThat((String) client.response().callId()).isNotEmpty();
            } else {
                assertThat(HANDLER.received.poll(10, TimeUnit.SECONDS).source()).isEqualTo(PacketSource.CUSTOM);
            }
            assertThat(client.call("add", 1, 2).response()).isEqualTo(3L);
            assertThat(HANDLER.received).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMessageMayHaveAnyNumberOfFragments(Wire wire) throws Exception {
        String json = "{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"length\",\"args\":[\"Zoë 漢字 🙂\"],"
                + "\"call_id\":\"f\"}}";
        try (WireClient client = connect(wire)) {
            WebSocket socket = client.socket();
            if (wire == Wire.MSGPACK) {
                byte[] call = HexFormat.of()
                        .parseHex("82a6736f7572636505a372706384a474797065a772657175657374a66d6574686f64a66c656e677468"
                                + "a46172677391a3616263a763616c6c5f6964a166");
                for (int i = 0; i < call.length; i++) {
                    socket.sendBinary(ByteBuffer.wrap(call, i, 1), i == call.length - 1)
                            .join();
                }
                assertThat(client.response().response()).isEqualTo(3L);
            } else {
                for (int i = 0; i < json.length(); i = json.offsetByCodePoints(i, 1)) {
                    int end = json.offsetByCodePoints(i, 1);
                    socket.sendText(json.substring(i, end), end == json.length())
                            .join();
                }
                assertThat(client.response().response()).isEqualTo(9L);
            }
        }
    }

    @Test
    void jsonIsAcceptedInTextAndBinaryFrames() throws Exception {
        String json = "{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"add\",\"args\":[10,20]}}";
        for (Wire wire : List.of(Wire.JSON, Wire.JSON_TEXT)) {
            try (WireClient client = connect(wire)) {
                client.sendText(json);
                assertThat(client.response().response()).isEqualTo(30L);
                client.sendBytes(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                assertThat(client.response().response()).isEqualTo(30L);
            }
        }
    }

    @Test
    void aMessageOfTheLimitIsAcceptedAndALongerOneClosesTheConnection() throws Exception {
        String head = "{\"source\":4,\"data\":\"";
        String exact = head + "é".repeat((LIMIT - head.length() - 2) / 2) + "x".repeat((LIMIT - head.length() - 2) % 2)
                + "\"}";
        try (WireClient client = connect(Wire.JSON)) {
            client.sendText(exact);
            assertThat(HANDLER.received.poll(10, TimeUnit.SECONDS).source()).isEqualTo(PacketSource.CUSTOM);
            WireClient.sendRefused(() -> client.sendText(exact + " "));
            assertThat(client.closeCode()).isEqualTo(1009);
        }
        try (WireClient client = connect(Wire.MSGPACK)) {
            client.sendBytes(new byte[LIMIT]);
            assertThat(HANDLER.received.poll(10, TimeUnit.SECONDS).source()).isEqualTo(PacketSource.UNKNOWN);
            WireClient.sendRefused(() -> client.sendBytes(new byte[LIMIT + 1]));
            assertThat(client.closeCode()).isEqualTo(1009);
        }
        try (WireClient client = connect(Wire.MSGPACK)) {
            for (int i = 0; i < 16; i++) {
                sendPart(client);
            }
            WireClient.sendRefused(() -> sendPart(client));
            assertThat(client.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void aServerStaysUsableAfterItHasClosedAConnection() throws Exception {
        try (WireClient other = connect(Wire.JSON)) {
            try (WireClient client = connect(Wire.MSGPACK)) {
                WireClient.sendRefused(() -> client.sendBytes(new byte[LIMIT + 1]));
                assertThat(client.closeCode()).isEqualTo(1009);
            }
            assertThat(other.call("add", 1, 2).response()).isEqualTo(3L);
        }
    }

    private static void sendPart(WireClient client) {
        client.socket().sendBinary(ByteBuffer.allocate(LIMIT / 16), false).join();
    }
}
