package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.webshocket.Member;
import dev.webshocket.PresenceChange;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The members of version 2 in packets of source CHANNEL, in both encodings: section "Channels" of the wire protocol. */
class ChannelMembersTest {

    private static final String POSITION = "k3Jx-_9a.15.9223372036854775807";

    static Stream<Arguments> packets() {
        List<Object> data = Arrays.asList(
                null,
                "",
                "}",
                "ä\ud83d\ude00",
                -1,
                Map.of(),
                List.of(),
                List.of(Map.of("position", "x.1.1")),
                Map.of("a", Map.of("b", Arrays.asList(1.5, null, new byte[300]))),
                Collections.nCopies(70_000, "x"));
        return Arrays.stream(EachEncoding.values())
                .flatMap(encoding -> data.stream().map(value -> Arguments.of(encoding, value)));
    }

    @ParameterizedTest
    @MethodSource("packets")
    void anAddedPositionIsThatOfAPacketWrittenWithIt(EachEncoding encoding, Object data) throws Exception {
        Packet packet = new Packet(PacketSource.CHANNEL, data, null, "room.ä", 1.5, "id");

        byte[] added = encoding.v2().withPosition(encoding.v2().encode(packet), POSITION);

        assertThat(added).isEqualTo(encoding.bytes(members(packet, POSITION)));
        assertThat(encoding.v2().open(added).position()).contains(POSITION);
        assertThat(PlainValues.comparable(encoding.v2().decode(added)))
                .isEqualTo(PlainValues.comparable(
                        encoding.v2().decode(encoding.v2().encode(packet))));
    }

    /** What {@link Codec} writes of a packet. */
    private static Map<String, Object> members(Packet packet, String position) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("source", packet.source().code());
        if (packet.data() != null) {
            members.put("data", packet.data());
        }
        members.put("channel", packet.channel());
        members.put("timestamp", packet.timestamp());
        members.put("correlation_id", packet.correlationId());
        members.put("position", position);
        return members;
    }

    static Stream<Arguments> sizes() {
        return Arrays.stream(EachEncoding.values())
                .flatMap(encoding ->
                        Stream.of(0, 1, 14, 15, 16, 65_534, 65_535, 65_536).map(size -> Arguments.of(encoding, size)));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void aMapOfAnySizeGetsOneMoreMember(EachEncoding encoding, int size) throws Exception {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            members.put("m" + i, i);
        }
        byte[] before = encoding.bytes(members);
        members.put("position", POSITION);

        assertThat(encoding.v2().withPosition(before, POSITION)).isEqualTo(encoding.bytes(members));
    }

    @ParameterizedTest
    @EnumSource
    void onlyAPacketOfAChannelInVersionTwoHasAPosition(EachEncoding encoding) throws Exception {
        Map<String, Object> ofChannel = Map.of("source", 2, "channel", "news", "position", POSITION);

        assertThat(encoding.v2().open(encoding.bytes(ofChannel)).position()).contains(POSITION);
        assertThat(encoding.codec(64).open(encoding.bytes(ofChannel)).position())
                .isEmpty();
        assertThat(encoding.v2()
                        .open(encoding.bytes(Map.of("source", 4, "position", POSITION)))
                        .position())
                .isEmpty();
        assertThat(encoding.v2()
                        .open(encoding.bytes(Map.of("source", 2, "channel", "news")))
                        .position())
                .isEmpty();
    }

    static Stream<Arguments> positions() {
        return Arrays.stream(EachEncoding.values())
                .flatMap(encoding -> Stream.of(1, true, 1.5, List.of(POSITION), Map.of("E", POSITION), List.of())
                        .map(position -> Arguments.of(encoding, position)));
    }

    @ParameterizedTest
    @MethodSource("positions")
    void anIllTypedPositionIsIgnored(EachEncoding encoding, Object position) throws Exception {
        Envelope envelope = encoding.v2()
                .open(encoding.bytes(Map.of("source", 2, "channel", "news", "data", 1, "position", position)));

        assertThat(envelope.position()).isEmpty();
        assertThat(envelope.packet()).isEqualTo(Packet.channel("news", 1L));
    }

    @ParameterizedTest
    @EnumSource
    void aPresenceIsReadAsItWasWritten(EachEncoding encoding) throws Exception {
        for (PresenceChange change : List.of(
                new PresenceChange(
                        "room.1",
                        List.of(new Member("alice", null), new Member("bob", Map.of("name", "Bob", "age", 7L))),
                        List.of(new Member("carol", "x"))),
                new PresenceChange("room.1", List.of(), List.of(new Member("carol", null))),
                new PresenceChange("room.1", List.of(), List.of()))) {
            Envelope envelope = encoding.v2().open(encoding.v2().encode(change));

            assertThat(envelope.presence()).contains(change);
            assertThat(envelope.packet()).isEqualTo(Packet.channel("room.1", null));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyAPacketOfAChannelInVersionTwoHasAPresence(EachEncoding encoding) throws Exception {
        Map<String, Object> presence = Map.of("joined", List.of(Map.of("id", "alice")));
        byte[] ofChannel = encoding.bytes(Map.of("source", 2, "channel", "room.1", "presence", presence));

        assertThat(encoding.v2().open(ofChannel).presence()).isPresent();
        assertThat(encoding.codec(64).open(ofChannel).presence()).isEmpty();
        assertThat(encoding.v2()
                        .open(encoding.bytes(Map.of("source", 1, "channel", "room.1", "presence", presence)))
                        .presence())
                .isEmpty();
        assertThat(encoding.v2()
                        .open(encoding.bytes(Map.of("source", 2, "presence", presence)))
                        .presence())
                .isEmpty();
        assertThat(encoding.v2()
                        .open(encoding.bytes(Map.of("source", 2, "channel", "room.1", "presence", List.of())))
                        .presence())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsIllTypedInAPresenceIsLeftOut(EachEncoding encoding) throws Exception {
        Map<String, Object> presence = Map.of(
                "joined",
                List.of("alice", Map.of("id", 1), Map.of("info", "x"), Map.of("id", "bob", "more", 1)),
                "left",
                Map.of("id", "carol"));
        byte[] message = encoding.bytes(Map.of("source", 2, "channel", "room.1", "presence", presence));

        assertThat(encoding.v2().open(message).presence())
                .contains(new PresenceChange("room.1", List.of(new Member("bob", null)), List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void aPresenceOfTooManyValuesIsNotDecoded(EachEncoding encoding) throws Exception {
        Map<String, Object> presence = Map.of("joined", Collections.nCopies(50, Map.of("id", "alice")));
        byte[] message = encoding.bytes(Map.of("source", 2, "channel", "room.1", "presence", presence));
        Envelope envelope = encoding.boundedV2(100).open(message);

        assertThatExceptionOfType(MalformedPacketException.class).isThrownBy(envelope::presence);
    }
}
