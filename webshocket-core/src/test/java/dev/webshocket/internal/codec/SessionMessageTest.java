package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.webshocket.internal.codec.SessionMessage.Ack;
import dev.webshocket.internal.codec.SessionMessage.Beat;
import dev.webshocket.internal.codec.SessionMessage.Faulty;
import dev.webshocket.internal.codec.SessionMessage.Gap;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Refresh;
import dev.webshocket.internal.codec.SessionMessage.Refreshed;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Unknown;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Packets of source SESSION, in both encodings: section "Session" of the wire protocol. */
class SessionMessageTest {

    private static final List<SessionMessage> MESSAGES = List.of(
            new Hello(null, 0, List.of(), null),
            new Hello("secret", 1L << 40, List.of("1.2.3", "1.3.4"), "token"),
            new Welcome("id", "secret", Resumed.NO, 0, 30, 25, List.of(), null),
            new Welcome("id", "secret", Resumed.ALL, 7, 0, 0, List.of("1.2.3"), 60L),
            new Welcome("id", "secret", Resumed.STATE, 7, 0, 0, List.of(), 0L),
            new Ack(0),
            new Ack(12_345_678_901L),
            new Beat(List.of()),
            new Beat(List.of("1.2.3")),
            new Gap(List.of("news", "room.*")),
            new Refresh("token"),
            new Refreshed(60L, null, null, List.of("news")),
            new Refreshed(null, -32_002, "another name", List.of()));

    static Stream<Arguments> messages() {
        return Arrays.stream(EachEncoding.values())
                .flatMap(encoding -> MESSAGES.stream().map(message -> Arguments.of(encoding, message)));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void eachMessageIsReadAsItWasWritten(EachEncoding encoding, SessionMessage message) throws Exception {
        Envelope envelope = encoding.v2().open(encoding.v2().encode(message));

        assertThat(envelope.source()).isEqualTo(PacketSource.SESSION);
        assertThat(envelope.session()).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void helloWelcomeAckAndBeatAreNotNumbered(EachEncoding encoding, SessionMessage message) {
        boolean control = message instanceof Hello
                || message instanceof Welcome
                || message instanceof Ack
                || message instanceof Beat;
        assertThat(message.isNumbered()).isEqualTo(!control);
    }

    @ParameterizedTest
    @EnumSource
    void membersThatHaveTheirDefaultAreLeftOut(EachEncoding encoding) {
        assertThat(encoding.v2().encode(new Hello(null, 0, List.of(), null)))
                .isEqualTo(encoding.bytes(session("type", "hello")));
        assertThat(encoding.v2().encode(new Beat(List.of()))).isEqualTo(encoding.bytes(session("type", "beat")));
        assertThat(encoding.v2().encode(new Ack(5))).isEqualTo(encoding.bytes(session("type", "ack", "received", 5)));
    }

    @ParameterizedTest
    @EnumSource
    void absentMembersOfHelloHaveTheirDefault(EachEncoding encoding) throws Exception {
        assertThat(read(encoding, session("type", "hello"))).isEqualTo(new Hello(null, 0, List.of(), null));
        assertThat(read(encoding, session("type", "hello", "resume", null, "token", null, "received", null)))
                .isEqualTo(new Hello(null, 0, List.of(), null));
    }

    @ParameterizedTest
    @EnumSource
    void unknownTypesAndMembersAreIgnored(EachEncoding encoding) throws Exception {
        assertThat(read(encoding, session("type", "later", "received", "text"))).isEqualTo(new Unknown("later"));
        assertThat(new Unknown("later").isNumbered()).isTrue();
        assertThat(read(encoding, session("type", "ack", "received", 5, "more", List.of())))
                .isEqualTo(new Ack(5));
    }

    @ParameterizedTest
    @EnumSource
    void positionsThatCannotBeReadAreIgnored(EachEncoding encoding) throws Exception {
        assertThat(read(encoding, session("type", "hello", "positions", Arrays.asList("1.2.3", 5, null))))
                .isEqualTo(new Hello(null, 0, List.of("1.2.3"), null));
    }

    @ParameterizedTest
    @EnumSource
    void positionsAreBoundedInNumberAndLength(EachEncoding encoding) throws Exception {
        List<String> some = Stream.concat(
                        Stream.of("e".repeat(76) + ".1.2", "e".repeat(77) + ".1.2"),
                        IntStream.range(0, 5_000).mapToObj(shard -> "e." + shard + ".7"))
                .toList();
        Hello hello = (Hello) read(encoding, session("type", "hello", "positions", some));
        assertThat(hello.positions()).hasSize(1024).contains(some.get(0)).doesNotContain(some.get(1));
        assertThat(hello.positions().get(1023)).isEqualTo("e.1022.7");
    }

    static Stream<Arguments> faults() {
        Map<String, Object> welcome = Map.of(
                "type",
                "welcome",
                "session",
                "id",
                "resume",
                "s",
                "resumed",
                "all",
                "received",
                0,
                "keep",
                1,
                "beat",
                1);
        return Arrays.stream(EachEncoding.values())
                .flatMap(encoding -> Stream.of(
                        Arguments.of(encoding, Map.of("source", 6), "session"),
                        Arguments.of(encoding, Map.of("source", 6, "session", "hello"), "session"),
                        Arguments.of(encoding, session(), "session.type"),
                        Arguments.of(encoding, session("type", 5), "session.type"),
                        Arguments.of(encoding, session("type", "hello", "resume", 5), "session.resume"),
                        Arguments.of(encoding, session("type", "hello", "token", 5), "session.token"),
                        Arguments.of(encoding, session("type", "hello", "received", "5"), "session.received"),
                        Arguments.of(encoding, session("type", "hello", "received", -1), "session.received"),
                        Arguments.of(encoding, session("type", "hello", "received", 1.5), "session.received"),
                        Arguments.of(encoding, session("type", "hello", "positions", "a"), "session.positions"),
                        Arguments.of(encoding, session("type", "ack"), "session.received"),
                        Arguments.of(encoding, session("type", "beat", "positions", 1), "session.positions"),
                        Arguments.of(encoding, session("type", "gap"), "session.channels"),
                        Arguments.of(encoding, session("type", "gap", "channels", List.of(1)), "session.channels"),
                        Arguments.of(encoding, session("type", "refresh"), "session.token"),
                        Arguments.of(encoding, session("type", "refreshed", "error", "e"), "session.error"),
                        Arguments.of(encoding, session("type", "refreshed", "error", 1L << 40), "session.error"),
                        Arguments.of(encoding, session("type", "refreshed", "message", 1), "session.message"),
                        Arguments.of(encoding, session("type", "refreshed", "unsubscribed", 1), "session.unsubscribed"),
                        Arguments.of(encoding, session("type", "refreshed", "expires", -1), "session.expires"),
                        Arguments.of(encoding, faulty(welcome, "session", null), "session.session"),
                        Arguments.of(encoding, faulty(welcome, "resume", 1), "session.resume"),
                        Arguments.of(encoding, faulty(welcome, "resumed", "some"), "session.resumed"),
                        Arguments.of(encoding, faulty(welcome, "received", null), "session.received"),
                        Arguments.of(encoding, faulty(welcome, "keep", "1"), "session.keep"),
                        Arguments.of(encoding, faulty(welcome, "beat", -1), "session.beat")));
    }

    private static Map<String, Object> faulty(Map<String, Object> members, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(members);
        changed.put(name, value);
        return Map.of("source", 6, "session", changed);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void anIllTypedMemberIsNamed(EachEncoding encoding, Map<String, Object> packet, String member) throws Exception {
        SessionMessage message = read(encoding, packet);

        assertThat(message).isInstanceOf(Faulty.class).isNotInstanceOf(Unknown.class);
        assertThat(((Faulty) message).why()).startsWith(member + " is ");
        assertThat(message.isNumbered()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void version1DoesNotKnowTheSource(EachEncoding encoding) {
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> encoding.decode(session("type", "ack", "received", 1)))
                .withMessage("source is 1 to 5, and not 6");
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> encoding.v2().open(encoding.bytes(Map.of("source", 7))))
                .withMessage("source is 1 to 6, and not 7");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOnlyReadIsNeverWritten(EachEncoding encoding) {
        assertThatIllegalArgumentException().isThrownBy(() -> encoding.v2().encode(new Unknown("later")));
        assertThatIllegalArgumentException().isThrownBy(() -> encoding.v2().encode(new Faulty("why")));
    }

    @ParameterizedTest
    @EnumSource
    void applicationsCannotWriteThem(EachEncoding encoding) {
        Packet packet = new Packet(PacketSource.SESSION, null, null, null, null, null);

        assertThatExceptionOfType(EncodingException.class)
                .isThrownBy(() -> encoding.v2().encode(packet))
                .withMessageContaining("SESSION");
        assertThatExceptionOfType(EncodingException.class)
                .isThrownBy(() -> encoding.codec(64).encode(packet));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void noSecretIsInTheTextOfAMessage(EachEncoding encoding, SessionMessage message) {
        assertThat(message.toString()).doesNotContain("secret").doesNotContain("token");
    }

    private static SessionMessage read(EachEncoding encoding, Map<String, Object> packet) throws Exception {
        return encoding.v2().open(encoding.bytes(packet)).session();
    }

    private static Map<String, Object> session(Object... members) {
        Map<String, Object> session = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            session.put((String) members[i], members[i + 1]);
        }
        Map<String, Object> packet = new LinkedHashMap<>();
        packet.put("source", 6);
        packet.put("session", session);
        return Collections.unmodifiableMap(packet);
    }
}
