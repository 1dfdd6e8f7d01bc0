package dev.webshocket.internal.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webshocket.support.WireClient.Wire;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Malformed messages of clients, each with its answer. */
final class MalformedMessages {

    /** The server's limit of a message. */
    static final int MOST_VALUES = 1000;

    private MalformedMessages() {}

    static Stream<Wire> jsonWires() {
        return Stream.of(Wire.JSON, Wire.JSON_TEXT);
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

    static String rpc(String members) {
        return "{\"source\":5,\"rpc\":{" + members + ",\"call_id\":\"c\"}}";
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
}
