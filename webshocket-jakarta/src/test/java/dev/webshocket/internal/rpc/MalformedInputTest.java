package dev.webshocket.internal.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.webshocket.OnReceive;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers to malformed input. Section "Malformed input" of the wire protocol. */
class MalformedInputTest {

    /** A handler without OnReceive. */
    @WebSocketHandler("/calls")
    static class Calls {

        static final AtomicReference<CompletableFuture<Integer>> NEVER = new AtomicReference<>();

        @RpcMethod
        int add(int a, int b) {
            return a + b;
        }

        @RpcMethod
        Object echo(Object value) {
            return value;
        }

        @RpcMethod
        CompletableFuture<Integer> never() {
            CompletableFuture<Integer> result = new CompletableFuture<>();
            NEVER.set(result);
            return result;
        }
    }

    @WebSocketHandler("/packets")
    static class Packets {

        final BlockingQueue<Packet> received = new LinkedBlockingQueue<>();

        @OnReceive
        void received(Packet packet) {
            received.add(packet);
        }

        @RpcMethod
        Object echo(Object value) {
            return value;
        }
    }

    private static final Packets PACKETS = new Packets();
    private static final Codec JSON = new Codec(Encoding.JSON, new Binding(), 64);
    private static EngineServer server;

    @BeforeAll
    static void start() throws Exception {
        server = EngineServer.start(
                WebshocketSettings.builder()
                        .maxMessageValues(MalformedMessages.MOST_VALUES)
                        .build(),
                new Calls(),
                PACKETS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        PACKETS.received.clear();
    }

    private static WireClient calls(Wire wire) {
        return WireClient.connect(server.uri("/calls"), wire);
    }

    private static WireClient packets(Wire wire) {
        return WireClient.connect(server.uri("/packets"), wire);
    }

    private static void send(WireClient client, Wire wire, String json) {
        if (wire == Wire.JSON_TEXT) {
            client.sendText(json);
        } else {
            client.sendBytes(json.getBytes(UTF_8));
        }
    }

    /** Returns a raw answer, since the test's client does not accept one with a null id. */
    private static Map<?, ?> answer(WireClient client) throws Exception {
        Packet packet = client.packet();
        if (packet.rpc() instanceof RpcResponse response) {
            assertThat(response.stream()).isFalse();
            return Map.of(
                    "call_id", response.callId(), "error", (long) response.error(), "response", response.response());
        }
        Map<?, ?> whole = (Map<?, ?>) JSON.decodeValue(new String((byte[]) packet.data(), UTF_8));
        assertThat(whole.get("source")).isEqualTo(5L);
        assertThat((Map<?, ?>) whole.get("rpc"))
                .extracting(rpc -> rpc.get("type"))
                .isEqualTo("response");
        return (Map<?, ?>) whole.get("rpc");
    }

    private static void assertUsable(WireClient client) throws Exception {
        assertThat(client.call("add", 1, 2).response()).isEqualTo(3L);
        assertThat(client.packets()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.webshocket.internal.rpc.MalformedMessages#faults")
    void jsonPeersGetAnError(Wire wire, String input, int error, Object callId, String part) throws Exception {
        try (WireClient client = calls(wire)) {
            send(client, wire, input);
            Map<?, ?> answer = answer(client);
            assertThat(answer.get("error")).isEqualTo((long) error);
            assertThat(answer.get("call_id")).isEqualTo(callId);
            assertThat((String) answer.get("response")).contains(part).hasSizeLessThan(300);
            assertUsable(client);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.webshocket.internal.rpc.MalformedMessages#faults")
    void handlersWithOnReceiveGetTheInputInstead(Wire wire, String input) throws Exception {
        try (WireClient client = packets(wire)) {
            send(client, wire, input);
            Packet packet = PACKETS.received.poll(20, TimeUnit.SECONDS);
            assertThat(packet.source()).isEqualTo(PacketSource.UNKNOWN);
            assertThat(packet.data()).isEqualTo(wire == Wire.JSON_TEXT ? input : input.getBytes(UTF_8));
            assertThat(client.call("echo", 1).response()).isEqualTo(1L);
            assertThat(client.packets()).isEmpty();
        }
    }

    @Test
    void invalidUtf8IsMalformed() throws Exception {
        try (WireClient client = calls(Wire.JSON)) {
            client.sendBytes(HexFormat.of().parseHex("7b22736f75726365223a342c2264617461223a22c328227d"));
            assertThat(answer(client).get("error")).isEqualTo(-32700L);
            assertUsable(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"c1", "82a6736f7572636505", "81a6736f7572636509", "920102"})
    void messagePackPeersAreNotAnswered(String input) throws Exception {
        try (WireClient client = calls(Wire.MSGPACK)) {
            client.sendBytes(HexFormat.of().parseHex(input));
            assertUsable(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"add\",\"args\":[1,2]}}"})
    void textOnASubprotocolOfMessagePackIsAnswered(String input) throws Exception {
        try (WireClient client = calls(Wire.MSGPACK)) {
            client.sendText(input);
            byte[] answer = (byte[]) client.packet().data();
            // The test's client does not accept a packet with a null id.
            String expected = "82a6736f7572636505a372706386a474797065a8726573706f6e7365a763616c6c5f6964c0";
            assertThat(HexFormat.of().formatHex(answer)).startsWith(expected);
            assertThat(new String(answer, UTF_8))
                    .contains("text on webshocket.v1", "for JSON ask for webshocket.v1.json");
            assertUsable(client);
        }
        try (WireClient client = packets(Wire.MSGPACK)) {
            client.sendText(input);
            assertThat(PACKETS.received.poll(20, TimeUnit.SECONDS).data()).isEqualTo(input);
            assertThat(client.call("echo", 1).response()).isEqualTo(1L);
            assertThat(client.packets()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "-1, -1", "0, 0", "1.5, 1.5", "12345678901234567890, 12345678901234567890"})
    void aNumericIdIsAnsweredAsANumber(String id, String expected) throws Exception {
        for (Wire wire : List.of(Wire.JSON, Wire.JSON_TEXT)) {
            try (WireClient client = calls(wire)) {
                String call =
                        "{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"%s\",\"args\":[1,2],\"call_id\":%s}}";
                send(client, wire, call.formatted("add", id));
                RpcResponse response = client.response();
                assertThat(response.callId()).isInstanceOf(Number.class).hasToString(expected);
                assertThat(response.response()).isEqualTo(3L);
                send(client, wire, call.formatted("nope", id));
                assertThat(client.response().callId())
                        .isInstanceOf(Number.class)
                        .hasToString(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void numericIdsAreAcceptedInEachEncoding(Wire wire) throws Exception {
        try (WireClient client = calls(wire)) {
            client.send(Packet.rpc(new RpcRequest("add", List.of(1, 2), Map.of(), 42)));
            assertThat(client.response()).isEqualTo(RpcResponse.result(42L, 3L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallIsCancelledByItsNumericId(Wire wire) throws Exception {
        try (WireClient client = calls(wire)) {
            client.send(Packet.rpc(new RpcRequest("never", List.of(), Map.of(), 42)));
            client.cancel("42");
            assertUsable(client);
            assertThat(Calls.NEVER.get()).isNotDone();
            client.cancel(42);
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> Calls.NEVER.get().get(20, TimeUnit.SECONDS));
            assertUsable(client);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.webshocket.internal.rpc.MalformedMessages#unreadable")
    void callsWithUnreadableArgumentsHaveInvalidParams(Wire wire, byte[] call) throws Exception {
        for (String path : List.of("/calls", "/packets")) {
            try (WireClient client = WireClient.connect(server.uri(path), wire)) {
                send(client, wire, call);
                assertThat(client.response("c").error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
                assertThat(client.call("echo", "x").response()).isEqualTo("x");
                assertThat(PACKETS.received).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "~args~:[1,{~a~:[1E400]}] | args[1].a[0]: a number is out of range",
                "~kwargs~:{~account~:{~name~:~\\ud800~}} | kwargs.account.name: a string has half of a surrogate pair",
            })
    void theErrorHasThePositionOfTheMistake(String arguments, String message) throws Exception {
        try (WireClient client = calls(Wire.JSON_TEXT)) {
            client.sendText(
                    MalformedMessages.rpc("\"type\":\"request\",\"method\":\"echo\"," + arguments.replace('~', '"')));
            assertThat(client.response("c").response()).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.webshocket.internal.rpc.MalformedMessages#misplaced")
    void misplacedCallsGetAnError(Wire wire, String input, String callId, String part) throws Exception {
        try (WireClient client = calls(wire)) {
            send(client, wire, input);
            Map<?, ?> answer = answer(client);
            assertThat(answer.get("error")).isEqualTo(-32600L);
            assertThat(answer.get("call_id")).isEqualTo(callId);
            assertThat((String) answer.get("response")).contains(part);
            assertUsable(client);
        }
        try (WireClient client = packets(wire)) {
            send(client, wire, input);
            assertThat(PACKETS.received.poll(20, TimeUnit.SECONDS).source()).isNotEqualTo(PacketSource.UNKNOWN);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.webshocket.internal.rpc.MalformedMessages#unreadableAndUnknown")
    void unreadableValuesInUnknownMembersAreIgnored(Wire wire, byte[] call) throws Exception {
        for (String path : List.of("/calls", "/packets")) {
            try (WireClient client = WireClient.connect(server.uri(path), wire)) {
                send(client, wire, call);
                assertThat(client.response("c").response()).isEqualTo(1L);
            }
        }
    }

    private static void send(WireClient client, Wire wire, byte[] message) {
        if (wire == Wire.JSON_TEXT) {
            client.sendText(new String(message, UTF_8));
        } else {
            client.sendBytes(message);
        }
    }

    @ParameterizedTest
    @EnumSource
    void callsWithTooManyValuesHaveInvalidParams(Wire wire) throws Exception {
        try (WireClient client = calls(wire)) {
            // The packet itself, its 2 members, the 5 of its rpc, and the list of arguments around the values.
            int others = 2 + 2 * 2 + 5 * 2 + 1 - 1;
            assertThat(client.call("echo", Collections.nCopies(MalformedMessages.MOST_VALUES - others, 1))
                            .error())
                    .isNull();
            RpcResponse refused =
                    client.call("echo", Collections.nCopies(MalformedMessages.MOST_VALUES - others + 1, 1));
            assertThat(refused.error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
            assertThat(refused.response()).isEqualTo("the message holds more than 1000 values");
            refused = client.callNamed(
                    "echo", Map.of("value", Collections.nCopies(MalformedMessages.MOST_VALUES, Map.of())));
            assertThat(refused.error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
        }
    }
}
