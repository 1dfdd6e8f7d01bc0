package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcMessage;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The members of a packet and of its RPC message, in both encodings. */
class EnvelopeTest {

    @ParameterizedTest
    @EnumSource
    void absentMembersHaveTheirDefault(EachEncoding encoding) throws Exception {
        assertThat(encoding.decode(Map.of("source", 1)))
                .isEqualTo(new Packet(PacketSource.BROADCAST, null, null, null, null, null));
    }

    @ParameterizedTest
    @EnumSource
    void nullIsTheDefaultIfTheDefaultIsNull(EachEncoding encoding) throws Exception {
        Map<String, Object> members = mapOf("data", null, "rpc", null, "channel", null, "timestamp", null);
        members.put("correlation_id", null);
        members.put("source", 2);

        assertThat(encoding.decode(members)).isEqualTo(new Packet(PacketSource.CHANNEL, null, null, null, null, null));
    }

    @ParameterizedTest
    @EnumSource
    void allMembersAreRead(EachEncoding encoding) throws Exception {
        Map<String, Object> members = mapOf("data", "d", "channel", "c", "timestamp", 1.5, "correlation_id", "i");
        members.put("source", 2);

        assertThat(encoding.decode(members)).isEqualTo(new Packet(PacketSource.CHANNEL, "d", null, "c", 1.5, "i"));
    }

    @ParameterizedTest
    @EnumSource
    void timestampMayBeAnInteger(EachEncoding encoding) throws Exception {
        assertThat(encoding.decode(Map.of("source", 4, "timestamp", 1700000000)).timestamp())
                .isEqualTo(1.7e9);
    }

    @ParameterizedTest
    @EnumSource
    void unknownMembersAreSkippedWhateverTheirValue(EachEncoding encoding) throws Exception {
        Object odd = List.of(Map.of("source", 9, "rpc", List.of()), "x", 1.5, new byte[] {1}, List.of());

        Packet packet = encoding.decode(
                Map.of("zzz", odd, "source", 5, "rpc", Map.of("yyy", odd, "type", "cancel", "call_id", "c")));

        assertThat(packet).isEqualTo(Packet.rpc(new RpcCancel("c")));
    }

    @ParameterizedTest
    @EnumSource
    void requestHasEmptyArgumentsByDefault(EachEncoding encoding) throws Exception {
        assertThat(rpc(encoding, Map.of("type", "request", "method", "m", "call_id", "c")))
                .isEqualTo(Packet.rpc(new RpcRequest("m", List.of(), Map.of(), "c")));
    }

    @ParameterizedTest
    @EnumSource
    void requestWithoutIdGetsAUniqueOne(EachEncoding encoding) throws Exception {
        Map<String, Object> request = Map.of("type", "request", "method", "m");

        String one = (String) rpc(encoding, request).rpc().callId();
        String other = (String) rpc(encoding, request).rpc().callId();

        assertThat(one).hasSizeGreaterThan(20).isNotEqualTo(other);
    }

    @ParameterizedTest
    @EnumSource
    void responseHasDefaults(EachEncoding encoding) throws Exception {
        assertThat(rpc(encoding, Map.of("type", "response", "call_id", "c")))
                .isEqualTo(Packet.rpc(new RpcResponse("c", null, null, false, false)));
    }

    @ParameterizedTest
    @EnumSource
    void rpcIsReadWhateverTheSource(EachEncoding encoding) throws Exception {
        Packet packet = encoding.decode(Map.of("source", 4, "rpc", Map.of("type", "cancel", "call_id", "c")));

        assertThat(packet.rpc()).isEqualTo(new RpcCancel("c"));
    }

    static Stream<Arguments> numericIds() {
        return Stream.of(EachEncoding.values())
                .flatMap(encoding -> Stream.of(7L, -1L, 0L, BigInteger.ONE.shiftLeft(63), 1.5)
                        .map(id -> Arguments.of(encoding, id)));
    }

    @ParameterizedTest
    @MethodSource("numericIds")
    void numericIdStaysANumber(EachEncoding encoding, Number id) throws Exception {
        RpcMessage request = rpc(encoding, Map.of("type", "request", "method", "m", "call_id", id))
                .rpc();
        Codec codec = encoding.codec(64);
        Packet answer = codec.decode(codec.encode(Packet.rpc(RpcResponse.result(request.callId(), null))));

        assertThat(request.callId()).isEqualTo(id);
        assertThat(answer.rpc().callId()).isEqualTo(id);
        assertThat(rpc(encoding, Map.of("type", "cancel", "call_id", id))).isEqualTo(Packet.rpc(new RpcCancel(id)));
    }

    @ParameterizedTest
    @EnumSource
    void answerToAnUnreadableIdHasANullId(EachEncoding encoding) throws Exception {
        byte[] message =
                encoding.codec(64).encode(Packet.rpc(RpcResponse.failure(null, RpcErrorCode.RPC_PARSE_ERROR, "no")));

        assertThat(message)
                .isEqualTo(encoding.bytes(mapOf(
                        "source",
                        5,
                        "rpc",
                        mapOf(
                                "type",
                                "response",
                                "call_id",
                                null,
                                "response",
                                "no",
                                "error",
                                -32700,
                                "is_stream",
                                false,
                                "is_end",
                                false))));
    }

    @ParameterizedTest
    @EnumSource
    void readingTheEnvelopeMakesNoValues(EachEncoding encoding) throws Exception {
        Map<String, Object> request = Map.of(
                "type",
                "request",
                "method",
                "m",
                "call_id",
                "c",
                "args",
                List.of(Collections.nCopies(100_000, Map.of())));
        byte[] message = encoding.bytes(Map.of("source", 5, "rpc", request));
        Codec codec = encoding.codec(64);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        codec.open(message);
        long before = threads.getCurrentThreadAllocatedBytes();
        Envelope envelope = codec.open(message);
        long opened = threads.getCurrentThreadAllocatedBytes() - before;
        RpcRequest made = (RpcRequest) envelope.rpc().orElseThrow().open();
        long all = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(opened).isLessThan(10_000);
        assertThat((List<?>) made.args().get(0)).hasSize(100_000);
        // Garbage, such as lists that were too short, counts here but not in the estimate.
        assertThat(envelope.valueBytes()).isBetween(all / 2, 3 * all);
    }

    @ParameterizedTest
    @EnumSource
    void envelopeIsReadBeforeValuesAreMade(EachEncoding encoding) throws Exception {
        Envelope call = encoding.codec(64)
                .open(encoding.bytes(
                        Map.of("source", 5, "rpc", Map.of("type", "request", "method", "m", "call_id", 3))));
        assertThat(call.source()).isEqualTo(PacketSource.RPC);
        assertThat(call.rpc().orElseThrow()).isInstanceOfSatisfying(RequestEnvelope.class, request -> {
            assertThat(request.method()).isEqualTo("m");
            assertThat(request.callId()).isEqualTo(3L);
        });
        Envelope answer = encoding.codec(64)
                .open(encoding.bytes(Map.of("source", 5, "rpc", Map.of("type", "response", "call_id", "r"))));
        assertThat(answer.rpc().orElseThrow()).isInstanceOf(ResponseEnvelope.class);
        assertThat(answer.rpc().orElseThrow().callId()).isEqualTo("r");
        assertThat(encoding.codec(64).open(encoding.bytes(Map.of("source", 4))).rpc())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void tooManyValuesAreNotMade(EachEncoding encoding) throws Exception {
        // A map and its two members, each with a key and a value.
        byte[] five = encoding.bytes(mapOf("source", 4, "data", 1));

        assertThat(encoding.bounded(5).open(five).packet()).isEqualTo(Packet.custom(1L));
        Envelope envelope = encoding.bounded(4).open(five);
        assertThat(envelope.source()).isEqualTo(PacketSource.CUSTOM);
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(envelope::packet)
                .withMessage("the message holds more than 4 values");
    }

    @ParameterizedTest
    @EnumSource
    void faultsHaveTheIdOfTheirCall(EachEncoding encoding) {
        for (Object id : List.of("c", 7L)) {
            byte[] message = encoding.bytes(
                    mapOf("source", 5, "rpc", mapOf("type", "request", "call_id", id, "method", List.of())));
            assertThatExceptionOfType(MalformedPacketException.class)
                    .isThrownBy(() -> encoding.codec(64).open(message))
                    .satisfies(fault -> {
                        assertThat(fault.callId()).isEqualTo(id);
                        assertThat(fault.isSyntactic()).isFalse();
                    });
            byte[] cutOff = Arrays.copyOf(message, message.length - 2);
            assertThatExceptionOfType(MalformedPacketException.class)
                    .isThrownBy(() -> encoding.codec(64).open(cutOff))
                    .satisfies(fault -> {
                        assertThat(fault.callId()).isEqualTo(id);
                        assertThat(fault.isSyntactic()).isTrue();
                    });
        }
    }

    static Stream<Arguments> malformed() {
        Map<String, Object> request = Map.of("type", "request", "method", "m");
        Map<String, Object> response = Map.of("type", "response", "call_id", "c");
        return Stream.of(EachEncoding.values())
                .flatMap(encoding -> Stream.of(
                                mapOf("data", 1),
                                mapOf("source", null),
                                mapOf("source", true),
                                mapOf("source", 0),
                                mapOf("source", -1),
                                mapOf("source", 1L << 32 | 1),
                                mapOf("source", BigInteger.ONE.shiftLeft(63)),
                                mapOf("source", 4, "channel", 1),
                                mapOf("source", 4, "correlation_id", List.of()),
                                mapOf("source", 4, "timestamp", "1"),
                                mapOf("source", 4, "timestamp", true),
                                mapOf("source", 5, "rpc", "cancel"),
                                mapOf("source", 5, "rpc", List.of()),
                                mapOf("source", 5, "rpc", Map.of()),
                                mapOf("source", 5, "rpc", Map.of("type", "cancel")),
                                mapOf("source", 5, "rpc", mapOf("type", "cancel", "call_id", null)),
                                mapOf("source", 5, "rpc", mapOf("type", null, "call_id", "c")),
                                mapOf("source", 5, "rpc", Map.of("type", "response")),
                                mapOf("source", 5, "rpc", with(request, "call_id", null)),
                                mapOf("source", 5, "rpc", with(request, "call_id", true)),
                                mapOf("source", 5, "rpc", with(request, "call_id", List.of(1))),
                                mapOf("source", 5, "rpc", with(request, "args", null)),
                                mapOf("source", 5, "rpc", with(request, "kwargs", null)),
                                mapOf("source", 5, "rpc", with(response, "error", 1.0)),
                                mapOf("source", 5, "rpc", with(response, "error", 1L << 31)),
                                mapOf("source", 5, "rpc", with(response, "is_stream", null)),
                                mapOf("source", 5, "rpc", with(response, "is_end", 1)))
                        .map(members -> Arguments.of(encoding, members)));
    }

    @ParameterizedTest
    @MethodSource
    void malformed(EachEncoding encoding, Map<String, Object> members) {
        assertThatExceptionOfType(MalformedPacketException.class).isThrownBy(() -> encoding.decode(members));
    }

    @ParameterizedTest
    @EnumSource
    void membersAtTheirDefaultAreLeftOut(EachEncoding encoding) {
        assertThat(encoding.codec(64).encode(Packet.custom(null))).isEqualTo(encoding.bytes(Map.of("source", 4)));
    }

    @ParameterizedTest
    @EnumSource
    void allMembersOfAResponseAreWritten(EachEncoding encoding) throws Exception {
        byte[] message = encoding.codec(64).encode(Packet.rpc(RpcResponse.result("c", null)));
        assertThat(encoding.codec(64).encode(RpcResponse.result("c", null))).isEqualTo(message);

        assertThat(members(encoding, message))
                .containsExactly("type", "call_id", "response", "error", "is_stream", "is_end");
    }

    @ParameterizedTest
    @EnumSource
    void allMembersOfARequestAreWritten(EachEncoding encoding) throws Exception {
        byte[] message = encoding.codec(64).encode(Packet.rpc(new RpcRequest("m", List.of(), Map.of(), "c")));

        assertThat(members(encoding, message)).containsExactly("type", "method", "args", "kwargs", "call_id");
    }

    @ParameterizedTest
    @EnumSource
    void cancelHasTypeAndIdOnly(EachEncoding encoding) throws Exception {
        byte[] message = encoding.codec(64).encode(Packet.rpc(new RpcCancel("c")));

        assertThat(members(encoding, message)).containsExactly("type", "call_id");
    }

    @ParameterizedTest
    @EnumSource
    void receivedMapsKeepTheirOrder(EachEncoding encoding) throws Exception {
        Map<String, Object> map = mapOf("z", 1, "a", 2, "m", 3, "b", 4);

        assertThat(((Map<?, ?>) encoding.carry(map)).keySet())
                .map(Object::toString)
                .containsExactly("z", "a", "m", "b");
    }

    private static Packet rpc(EachEncoding encoding, Map<String, Object> message) throws MalformedPacketException {
        return encoding.decode(Map.of("source", 5, "rpc", message));
    }

    /** Reads the names of the members of rpc by decoding the whole packet as the data of another. */
    private static List<String> members(EachEncoding encoding, byte[] message) throws Exception {
        Object rpc = encoding == EachEncoding.JSON
                ? ((Map<?, ?>) new Codec(Encoding.JSON, EachEncoding.BINDING, 64)
                                .decodeValue(new String(message, "UTF-8")))
                        .get("rpc")
                : ((Map<?, ?>) new Codec(Encoding.MSGPACK, EachEncoding.BINDING, 64)
                                .decode(wrapped(message))
                                .data())
                        .get("rpc");
        return ((Map<?, ?>) rpc).keySet().stream().map(Object::toString).toList();
    }

    private static byte[] wrapped(byte[] message) {
        byte[] head = EachEncoding.MSGPACK.bytes(mapOf("source", 4, "data", null));
        byte[] both = Arrays.copyOf(head, head.length - 1 + message.length);
        System.arraycopy(message, 0, both, head.length - 1, message.length);
        return both;
    }

    private static Map<String, Object> with(Map<String, Object> members, String name, Object value) {
        Map<String, Object> more = new HashMap<>(members);
        more.put(name, value);
        return more;
    }

    private static Map<String, Object> mapOf(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
