package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcCredit;
import dev.webshocket.packet.RpcEnd;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcItem;
import dev.webshocket.packet.RpcMessage;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The member {@code rpc} in version 2, in both encodings: section "Calls in both directions" of the wire protocol. */
class RpcVersion2Test {

    private static final Map<String, String> META = Map.of("traceparent", "00-a-b-01");

    private static final List<RpcMessage> MESSAGES = List.of(
            new RpcRequest("add", List.of(1L, 2L), Map.of(), "1"),
            new RpcRequest("add", List.of(), Map.of("a", 1L), "1", List.of("s", "t"), META, 0),
            new RpcRequest("add", List.of(), Map.of(), 7L, List.of(), Map.of(), Integer.MAX_VALUE),
            RpcResponse.result("1", null),
            RpcResponse.result("1", 30L),
            RpcResponse.item("1", null),
            RpcResponse.item("1", "a"),
            RpcResponse.end("1"),
            RpcResponse.failedEnd("1", RpcErrorCode.RPC_INTERNAL_ERROR, "m"),
            new RpcCancel("1"),
            new RpcCancel(null, "s"),
            new RpcCredit("1", null, 1),
            new RpcCredit(null, "s", 32),
            new RpcItem("s", null),
            new RpcItem("s", List.of(1L)),
            new RpcEnd("s", null, null),
            new RpcEnd("s", -32_001, "m"));

    static Stream<Arguments> messages() {
        return Arrays.stream(EachEncoding.values())
                .flatMap(encoding -> MESSAGES.stream().map(message -> Arguments.of(encoding, message)));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void eachMessageIsReadAsItWasWritten(EachEncoding encoding, RpcMessage message) throws Exception {
        Codec codec = encoding.v2();

        assertThat(codec.decode(codec.encode(message))).isEqualTo(Packet.rpc(message));
        assertThat(codec.encode(Packet.rpc(message))).isEqualTo(codec.encode(message));
        assertThat(codec.open(codec.encode(message)).rpc().orElseThrow().callId())
                .isEqualTo(message.callId());
    }

    @ParameterizedTest
    @EnumSource
    void membersThatHaveTheirDefaultAreLeftOut(EachEncoding encoding) {
        assertThat(encoding.v2().encode(new RpcRequest("add", List.of(), Map.of(), "1")))
                .isEqualTo(encoding.bytes(rpc("type", "request", "method", "add", "call_id", "1")));
        assertThat(encoding.v2().encode(RpcResponse.result("1", null)))
                .isEqualTo(encoding.bytes(rpc("type", "response", "call_id", "1")));
        assertThat(encoding.v2().encode(RpcResponse.end("1")))
                .isEqualTo(encoding.bytes(rpc("type", "response", "call_id", "1", "is_stream", true, "is_end", true)));
    }

    @ParameterizedTest
    @EnumSource
    void version1WritesNoMemberOfVersion2(EachEncoding encoding) throws Exception {
        RpcRequest request = new RpcRequest("add", List.of(), Map.of(), "1", List.of("s"), META, 5);

        assertThat(encoding.codec(64).encode(request))
                .isEqualTo(encoding.codec(64).encode(new RpcRequest("add", List.of(), Map.of(), "1")));
    }

    @ParameterizedTest
    @EnumSource
    void version1IgnoresTheMembersOfVersion2(EachEncoding encoding) throws Exception {
        assertThat(encoding.decode(rpc(
                                "type", "request", "method", "add", "call_id", "1", "uploads", 5, "meta", "m", "credit",
                                "many"))
                        .rpc())
                .isEqualTo(new RpcRequest("add", List.of(), Map.of(), "1"));
        assertThat(encoding.decode(rpc("type", "cancel", "call_id", "1", "stream", "s"))
                        .rpc())
                .isEqualTo(new RpcCancel("1"));
        for (String type : List.of("credit", "item", "end")) {
            assertThatExceptionOfType(MalformedPacketException.class)
                    .isThrownBy(() -> encoding.decode(rpc("type", type, "stream", "s", "n", 1)))
                    .withMessage("rpc.type is none of request, response and cancel");
        }
    }

    @ParameterizedTest
    @EnumSource
    void packetsWithoutRpcAreTheSameInBothVersions(EachEncoding encoding) {
        for (Packet packet : List.of(Packet.channel("news", META), Packet.broadcast(5), Packet.custom(null))) {
            assertThat(encoding.v2().encode(packet))
                    .isEqualTo(encoding.codec(64).encode(packet));
        }
    }

    static Stream<Arguments> requestFaults() {
        Map<String, Object> tooMany =
                IntStream.rangeClosed(0, 16).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
        return Arrays.stream(EachEncoding.values())
                .flatMap(encoding -> Stream.of(
                                Map.entry("uploads", (Object) "s"),
                                Map.entry("uploads", List.of("s", 1)),
                                Map.entry("uploads", Collections.nCopies(1025, "s")),
                                Map.entry("meta", List.of()),
                                Map.entry("meta", Map.of("k", 1)),
                                Map.entry("meta", tooMany),
                                Map.entry("meta", Map.of("k", "v".repeat(4096))),
                                Map.entry("meta", Map.of("k", "ü".repeat(2048))),
                                Map.entry("credit", "32"),
                                Map.entry("credit", 1.5),
                                Map.entry("credit", -1),
                                Map.entry("credit", 1L << 31))
                        .map(member -> Arguments.of(encoding, member.getKey(), member.getValue())));
    }

    @ParameterizedTest
    @MethodSource("requestFaults")
    void faultsOfTheNewMembersAreAlwaysAnswered(EachEncoding encoding, String name, Object value) {
        byte[] message = encoding.bytes(rpc("type", "request", "method", "add", "call_id", "7", name, value));

        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> encoding.v2().open(message))
                .withMessageStartingWith("rpc." + name)
                .satisfies(fault -> {
                    assertThat(fault.isAlwaysAnswered()).isTrue();
                    assertThat(fault.isSyntactic()).isFalse();
                    assertThat(fault.callId()).isEqualTo("7");
                });
    }

    @ParameterizedTest
    @EnumSource
    void metaMayBeAsLargeAsItsBounds(EachEncoding encoding) throws Exception {
        Map<String, Object> meta = new LinkedHashMap<>();
        IntStream.range(0, 16).forEach(i -> meta.put(String.valueOf((char) ('a' + i)), "v".repeat(255)));
        byte[] message = encoding.bytes(rpc("type", "request", "method", "add", "call_id", "7", "meta", meta));

        assertThat(((RequestEnvelope) encoding.v2().open(message).rpc().orElseThrow()).meta())
                .isEqualTo(meta)
                .hasSize(RpcRequest.MAX_META_ENTRIES);
    }

    static Stream<Arguments> otherFaults() {
        return Arrays.stream(EachEncoding.values())
                .flatMap(encoding -> Stream.of(
                        Arguments.of(encoding, rpc("type", "credit", "call_id", "1"), "rpc.n"),
                        Arguments.of(encoding, rpc("type", "credit", "call_id", "1", "n", 0), "rpc.n"),
                        Arguments.of(encoding, rpc("type", "credit", "n", 1), "rpc.call_id"),
                        Arguments.of(encoding, rpc("type", "credit", "stream", 1, "n", 1), "rpc.stream"),
                        Arguments.of(encoding, rpc("type", "item", "value", 1), "rpc.stream"),
                        Arguments.of(encoding, rpc("type", "end"), "rpc.stream"),
                        Arguments.of(encoding, rpc("type", "end", "stream", "s", "error", "e"), "rpc.error"),
                        Arguments.of(encoding, rpc("type", "end", "stream", "s", "message", 1), "rpc.message"),
                        Arguments.of(encoding, rpc("type", "cancel", "stream", List.of()), "rpc.stream"),
                        Arguments.of(encoding, rpc("type", "cancel"), "rpc.call_id"),
                        Arguments.of(encoding, rpc("type", "later"), "rpc.type")));
    }

    @ParameterizedTest
    @MethodSource("otherFaults")
    void otherFaultsAreMalformedPackets(EachEncoding encoding, Map<String, Object> packet, String member) {
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> encoding.v2().open(encoding.bytes(packet)))
                .withMessageStartingWith(member + " is ")
                .satisfies(fault -> assertThat(fault.isAlwaysAnswered()).isFalse());
    }

    @ParameterizedTest
    @EnumSource
    void aCreditBeyondAnIntegerIsAsGoodAsTheGreatest(EachEncoding encoding) throws Exception {
        byte[] message = encoding.bytes(rpc("type", "credit", "stream", "s", "n", 1L << 40));

        assertThat(encoding.v2().decode(message).rpc()).isEqualTo(new RpcCredit(null, "s", Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @EnumSource
    void theValueOfAnItemIsDecodedWhenItIsOpened(EachEncoding encoding) throws Exception {
        ItemEnvelope item = (ItemEnvelope) encoding.v2()
                .open(encoding.v2().encode(new RpcItem("s", List.of(1L, "two"))))
                .rpc()
                .orElseThrow();

        assertThat(item.stream()).isEqualTo("s");
        assertThat(item.open().value()).isEqualTo(List.of(1L, "two"));
    }

    @Test
    void messagesAreAboutEitherACallOrAStream() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RpcCancel("1", "s"));
        assertThatIllegalArgumentException().isThrownBy(() -> new RpcCredit("1", "s", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RpcCredit("1", null, 0));
        assertThatNullPointerException().isThrownBy(() -> new RpcCancel(null, null));
        assertThatNullPointerException().isThrownBy(() -> new RpcCredit(null, null, 1));
        assertThatNullPointerException().isThrownBy(() -> new RpcItem(null, 1));
        assertThatNullPointerException().isThrownBy(() -> new RpcEnd(null, null, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RpcRequest("m", List.of(), Map.of(), "1", List.of(), Map.of(), -1));
    }

    private static Map<String, Object> rpc(Object... members) {
        Map<String, Object> rpc = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            rpc.put((String) members[i], members[i + 1]);
        }
        Map<String, Object> packet = new LinkedHashMap<>();
        packet.put("source", 5);
        packet.put("rpc", rpc);
        return packet;
    }
}
