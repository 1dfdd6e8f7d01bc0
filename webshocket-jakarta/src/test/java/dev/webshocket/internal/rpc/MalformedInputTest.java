package dev.webshocket.internal.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.webshocket.OnReceive;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.JsonCodec;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What who sends something wrong is told. Section "Input that is no packet" of the wire protocol. */
class MalformedInputTest {

    private static final int MOST_VALUES = 1000;

    /** Nobody here wants packets. */
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
    private static final JsonCodec JSON = new JsonCodec(new Binding(), 64);
    private static EngineServer server;

    @BeforeAll
    static void start() throws Exception {
        server = EngineServer.start(
                WebshocketSettings.builder().maxMessageValues(MOST_VALUES).build(), new Calls(), PACKETS);
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

    static Stream<Wire> jsonWires() {
        return Stream.of(Wire.JSON, Wire.JSON_TEXT);
    }

    /** Returns an answer as it came: one whose id is null is no packet to the test's client. */
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

    static Stream<Arguments> faults() {
        return Stream.of(
                        Arguments.of("hello", -32700, null, "not JSON"),
                        Arguments.of("", -32700, null, "not JSON"),
                        Arguments.of("{\"source\":4} x", -32700, null, "text follows"),
                        Arguments.of(
                                "{\"source\":5,\"rpc\":{\"type\":\"request\",\"call_id\":\"c\",\"method\":\"add\",\"args\":[1,",
                                -32700,
                                "c",
                                "cut off"),
                        Arguments.of(rpcOfId("01"), -32700, null, "not JSON"),
                        Arguments.of(rpcOfId("0x10"), -32700, null, "not JSON"),
                        Arguments.of(rpcOfId("12x"), -32700, null, "not JSON"),
                        Arguments.of(rpcOfId("12 x"), -32700, null, "not JSON"),
                        Arguments.of(rpcOfId("1-2"), -32700, null, "not JSON"),
                        Arguments.of(rpcOfId("\"a\"x"), -32700, null, "not JSON"),
                        Arguments.of(rpcOfId("\"a\",\"call_id\":1x"), -32700, null, "not JSON"),
                        Arguments.of("{\"source\":5,\"rpc\":{\"call_id\":12", -32700, null, "cut off"),
                        Arguments.of("{\"source\":5,\"rpc\":{\"call_id\":12,", -32700, 12L, "cut off"),
                        Arguments.of(rpc(call(nested(70))), -32600, "c", "nested deeper than 64"),
                        Arguments.of(rpc(call(nested(400_000))), -32600, "c", "nested deeper than 64"),
                        Arguments.of(
                                rpc(call("[".repeat(70) + "{\"]\":\"\\\"]\"}" + "]".repeat(70))),
                                -32600,
                                "c",
                                "nested deeper than 64"),
                        Arguments.of(
                                rpc(call("[".repeat(70) + "}" + "]".repeat(70))),
                                -32600,
                                null,
                                "nested deeper than 64"),
                        Arguments.of("[1]", -32600, null, "a packet is a map"),
                        Arguments.of("{\"data\":1}", -32600, null, "source is missing"),
                        Arguments.of("{\"source\":\"5\"}", -32600, null, "source is missing or no integer"),
                        Arguments.of("{\"source\":9}", -32600, null, "source is 1 to 5, and not 9"),
                        Arguments.of(
                                "{\"rpc\":{\"type\":\"request\",\"method\":\"add\",\"call_id\":7}}",
                                -32600,
                                7L,
                                "source is missing"),
                        Arguments.of("{\"source\":5,\"rpc\":[1]}", -32600, null, "rpc is no map"),
                        Arguments.of(rpc("\"type\":\"call\""), -32600, "c", "rpc.type is none of request"),
                        Arguments.of(rpc("\"method\":\"add\""), -32600, "c", "rpc.type is missing"),
                        Arguments.of(rpc("\"type\":\"request\""), -32600, "c", "rpc.method is missing"),
                        Arguments.of(
                                rpc("\"type\":\"request\",\"method\":\"add\",\"args\":{\"a\":1,\"b\":2}"),
                                -32600,
                                "c",
                                "rpc.args is no list; named arguments go into rpc.kwargs"),
                        Arguments.of(
                                rpc("\"type\":\"request\",\"method\":\"add\",\"kwargs\":[1]"),
                                -32600,
                                "c",
                                "rpc.kwargs is no map"),
                        Arguments.of(
                                "{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"add\",\"call_id\":[1]}}",
                                -32600,
                                null,
                                "rpc.call_id"),
                        Arguments.of("{\"source\":4,\"data\":\"\\ud800\"}", -32600, null, "half of a surrogate pair"),
                        Arguments.of("{\"source\":4,\"data\":1e400}", -32600, null, "out of range"),
                        Arguments.of(
                                "{\"source\":4,\"data\":" + nested(70) + "}", -32600, null, "nested deeper than 64"),
                        Arguments.of(
                                "{\"source\":4,\"data\":[" + "1,".repeat(MOST_VALUES) + "1]}",
                                -32600,
                                null,
                                "more than 1000 values"),
                        Arguments.of(
                                "{\"jsonrpc\":\"2.0\",\"method\":\"add\",\"params\":[1,2],\"id\":3}",
                                -32600,
                                3L,
                                "{\"source\":5,\"rpc\":"),
                        Arguments.of(
                                "{\"jsonrpc\":\"2.0\",\"method\":\"add\",\"id\":\"x\"}",
                                -32600,
                                "x",
                                "this is JSON-RPC"))
                .flatMap(fault -> jsonWires().map(wire -> {
                    Object[] all = Stream.concat(Stream.of(wire), Stream.of(fault.get()))
                            .toArray();
                    return Arguments.of(all);
                }));
    }

    private static String rpcOfId(String id) {
        return "{\"source\":5,\"rpc\":{" + call("1") + ",\"call_id\":" + id + "}}";
    }

    private static String call(String argument) {
        return "\"type\":\"request\",\"method\":\"echo\",\"args\":[" + argument + "]";
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String rpc(String members) {
        return "{\"source\":5,\"rpc\":{" + members + ",\"call_id\":\"c\"}}";
    }

    @ParameterizedTest
    @MethodSource("faults")
    void jsonPeersAreTold(Wire wire, String input, int error, Object callId, String part) throws Exception {
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
    @MethodSource("faults")
    void handlersThatWantPacketsGetTheInputInstead(Wire wire, String input) throws Exception {
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
    void bytesThatAreNotUtf8AreNoJson() throws Exception {
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
            // As a packet with a null id it is none to the test's client.
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
    void numericIdIsAnsweredAsTheNumberItWas(String id, String expected) throws Exception {
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
    void numericIdsAreTakenInEachEncoding(Wire wire) throws Exception {
        try (WireClient client = calls(wire)) {
            client.send(Packet.rpc(new RpcRequest("add", List.of(1, 2), Map.of(), 42)));
            assertThat(client.response()).isEqualTo(RpcResponse.result(42L, 3L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallIsCancelledByItsNumber(Wire wire) throws Exception {
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

    static Stream<Arguments> unreadable() {
        String json =
                "{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"echo\",\"args\":[%s],\"call_id\":\"c\"}}";
        String named =
                "{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"echo\",\"kwargs\":{\"value\":%s},\"call_id\":\"c\"}}";
        Stream<Arguments> ofJson = Stream.of("\"\\ud800\"", "1E400", "[{\"\\udc00\":1}]", "1".repeat(2001))
                .flatMap(value ->
                        Stream.of(json, named).map(call -> call.formatted(value).getBytes(UTF_8)))
                .flatMap(call -> jsonWires().map(wire -> Arguments.of(wire, call)));
        Stream<Arguments> ofMsgpack = Stream.of(
                        "d40500", // an extension that is none
                        "d7ffee6b280000000000", // a second of nanoseconds
                        "a2c328", // no UTF-8
                        "819001", // a list as the key of a map
                        "8181c0c001")
                .map(value -> Arguments.of(
                        Wire.MSGPACK,
                        HexFormat.of()
                                .parseHex(
                                        "82a6736f7572636505a372706384a474797065a772657175657374a66d6574686f64a46563686f"
                                                + "a46172677391" + value + "a763616c6c5f6964a163")));
        return Stream.concat(ofJson, ofMsgpack);
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void callsWhoseArgumentsCannotBeReadHaveInvalidParams(Wire wire, byte[] call) throws Exception {
        for (String path : List.of("/calls", "/packets")) {
            try (WireClient client = WireClient.connect(server.uri(path), wire)) {
                send(client, wire, call);
                assertThat(client.response("c").error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
                assertThat(client.call("echo", "x").response()).isEqualTo("x");
                assertThat(PACKETS.received).isEmpty();
            }
        }
    }

    static Stream<Arguments> misplaced() {
        return Stream.of(
                        Arguments.of("{\"source\":5}", null, "rpc is missing"),
                        Arguments.of("{\"source\":5,\"rpc\":null}", null, "rpc is missing"),
                        Arguments.of("{\"source\":5,\"RPC\":{" + call("1") + "}}", null, "rpc is missing"),
                        Arguments.of("{\"source\":5," + call("1") + ",\"call_id\":\"1\"}", "1", "rpc is missing"),
                        Arguments.of(
                                "{\"source\":4,\"rpc\":{" + call("1") + ",\"call_id\":\"c\"}}",
                                "c",
                                "the source of a call is 5"))
                .flatMap(call ->
                        jsonWires().map(wire -> Arguments.of(wire, call.get()[0], call.get()[1], call.get()[2])));
    }

    @ParameterizedTest
    @MethodSource("misplaced")
    void callsInTheWrongPlaceAreTold(Wire wire, String input, String callId, String part) throws Exception {
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

    static Stream<Arguments> unreadableAndUnknown() {
        String json = "{\"source\":5,%s\"rpc\":{%s" + call("1") + ",\"call_id\":\"c\"}}";
        Stream<Arguments> ofJson = Stream.of(
                        "\"zz\":\"\\ud800\",",
                        "\"zz\":[\"\\ud800\"],",
                        "\"zz\":{\"\\udc00\":1},",
                        "\"\\ud800\":1,",
                        "\"\\ud800\":[\"\\ud800\"],",
                        "\"zz\":1E400,")
                .flatMap(member -> Stream.of(json.formatted(member, ""), json.formatted("", member)))
                .flatMap(call -> jsonWires().map(wire -> Arguments.of(wire, call.getBytes(UTF_8))));
        String call = "a474797065a772657175657374a66d6574686f64a46563686fa4617267739101a763616c6c5f6964a163";
        Stream<Arguments> ofMsgpack = Stream.of(
                        "a27a7aa2c328", "a27a7a91a2c328", "a27a7a81a2c32801", "a2c32801", "d4050001")
                .flatMap(member -> Stream.of(
                        "83a6736f7572636505" + member + "a372706384" + call,
                        "82a6736f7572636505a372706385" + member + call))
                .map(message -> Arguments.of(Wire.MSGPACK, HexFormat.of().parseHex(message)));
        return Stream.concat(ofJson, ofMsgpack);
    }

    @ParameterizedTest
    @MethodSource("unreadableAndUnknown")
    void whatCannotBeReadInUnknownMembersDoesNotMatter(Wire wire, byte[] call) throws Exception {
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
    void callsOfTooManyValuesHaveInvalidParams(Wire wire) throws Exception {
        try (WireClient client = calls(wire)) {
            // The packet itself, its 2 members, the 5 of its rpc, and the list of arguments around the values.
            int others = 2 + 2 * 2 + 5 * 2 + 1 - 1;
            assertThat(client.call("echo", Collections.nCopies(MOST_VALUES - others, 1))
                            .error())
                    .isNull();
            RpcResponse refused = client.call("echo", Collections.nCopies(MOST_VALUES - others + 1, 1));
            assertThat(refused.error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
            assertThat(refused.response()).isEqualTo("the message holds more than 1000 values");
            refused = client.callNamed("echo", Map.of("value", Collections.nCopies(MOST_VALUES, Map.of())));
            assertThat(refused.error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
        }
    }
}
