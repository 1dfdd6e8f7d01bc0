package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.Packet;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of version 2 that come back with the secret of their session. */
class ResumingTest {

    private final DeskHandler handler = new DeskHandler();
    private EngineServer server;
    private URI desk;

    @BeforeEach
    void start() throws Exception {
        server = EngineServer.start(
                WebshocketSettings.builder()
                        .shutdownGrace(Duration.ZERO)
                        .trustedProxies("127.0.0.1")
                        .build(),
                handler);
        desk = server.uri("/desks/1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Opens a session, makes a call, and confirms nothing but the welcome. */
    private Welcome used(SessionSocket socket) throws InterruptedException {
        socket.hello(null, 0);
        Welcome welcome = socket.welcome();
        socket.ack(0);
        assertThat(socket.call("1", "bump").response()).isEqualTo(1L);
        return welcome;
    }

    private void awaitSuspended() {
        await().atMost(Duration.ofSeconds(20)).until(() -> !handler.connection().isLinked());
    }

    private void isAnotherSession(SessionSocket socket, Welcome before) throws InterruptedException {
        Welcome welcome = socket.welcome();
        assertThat(welcome.resumed()).isEqualTo(Resumed.NO);
        assertThat(welcome.received()).isZero();
        assertThat(welcome.session()).isNotEqualTo(before.session());
        assertThat(socket.call("9", "bump").response()).isEqualTo(1L);
    }

    @ParameterizedTest
    @EnumSource
    void theSessionGoesOn(Wire wire) throws Exception {
        try (SessionSocket first = SessionSocket.connect(desk, wire)) {
            Welcome before = used(first);
            first.cut();
            awaitSuspended();
            assertThat(handler.connection().isOpen()).isTrue();
            try (SessionSocket second = SessionSocket.resume(desk, wire, before, 1)) {
                Welcome after = second.welcome();
                assertThat(after.resumed()).isEqualTo(Resumed.ALL);
                assertThat(after.session()).isEqualTo(before.session());
                assertThat(after.resume()).isNotEqualTo(before.resume());
                assertThat(after.received()).isEqualTo(1);
                second.ack(1);
                assertThat(second.call("2", "bump").response()).isEqualTo(2L);
                assertThat(handler.connection().isLinked()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasNotReceivedIsSentAgainInOrder(Wire wire) throws Exception {
        try (SessionSocket first = SessionSocket.connect(desk, wire)) {
            Welcome before = used(first);
            first.call("2", "bump");
            first.cut();
            awaitSuspended();
            handler.connection().send("while away");
            try (SessionSocket second = SessionSocket.resume(desk, wire, before, 0)) {
                assertThat(second.welcome().resumed()).isEqualTo(Resumed.ALL);
                assertThat(second.response().response()).isEqualTo(1L);
                assertThat(second.response().response()).isEqualTo(2L);
                assertThat(second.packet().data()).isEqualTo("while away");
                assertThat(second.call("3", "bump").response()).isEqualTo(3L);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallThatRunsMeanwhileIsAnsweredOnTheNewSocket(Wire wire) throws Exception {
        try (SessionSocket first = SessionSocket.connect(desk, wire)) {
            Welcome before = used(first);
            first.request("2", "held");
            handler.held.acquire();
            first.cut();
            awaitSuspended();
            try (SessionSocket second = SessionSocket.resume(desk, wire, before, 1)) {
                assertThat(second.welcome().received()).isEqualTo(2);
                handler.gate.release();
                assertThat(second.response().response()).isEqualTo(2L);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownSecretBeginsAnotherSession(Wire wire) throws Exception {
        try (SessionSocket first = SessionSocket.connect(desk, wire)) {
            Welcome before = used(first);
            String last = before.resume().endsWith("A") ? "Q" : "A";
            String foreign = before.resume().substring(0, before.resume().length() - 1) + last;
            for (String secret : new String[] {"", "nonsense", before.session(), foreign, "x" + before.resume()}) {
                try (SessionSocket other = SessionSocket.connect(desk, wire)) {
                    other.hello(secret, 0);
                    isAnotherSession(other, before);
                }
            }
            assertThat(first.call("2", "bump").response()).isEqualTo(2L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEndedSessionIsNotResumed(Wire wire) throws Exception {
        try (SessionSocket first = SessionSocket.connect(desk, wire)) {
            Welcome before = used(first);
            first.close(1000);
            await().atMost(Duration.ofSeconds(20)).until(() -> server.engine().connections() == 0);
            try (SessionSocket second = SessionSocket.resume(desk, wire, before, 1)) {
                isAnotherSession(second, before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherPathBeginsAnotherSession(Wire wire) throws Exception {
        try (SessionSocket first = SessionSocket.connect(desk, wire)) {
            Welcome before = used(first);
            first.cut();
            awaitSuspended();
            try (SessionSocket other = SessionSocket.resume(server.uri("/desks/2"), wire, before, 1)) {
                isAnotherSession(other, before);
            }
            // The query may be another one.
            try (SessionSocket own = SessionSocket.resume(server.uri("/desks/1?again"), wire, before, 1)) {
                assertThat(own.welcome().resumed()).isEqualTo(Resumed.ALL);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherSubprotocolBeginsAnotherSession(Wire wire) throws Exception {
        try (SessionSocket first = SessionSocket.connect(desk, wire)) {
            Welcome before = used(first);
            first.cut();
            awaitSuspended();
            Wire otherWire = wire == Wire.JSON ? Wire.MSGPACK : Wire.JSON;
            try (SessionSocket other = SessionSocket.resume(desk, otherWire, before, 1)) {
                isAnotherSession(other, before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsThatCannotBeTrueBeginAnotherSession(Wire wire) throws Exception {
        try (SessionSocket first = SessionSocket.connect(desk, wire)) {
            Welcome before = used(first);
            first.call("2", "bump");
            first.ack(2);
            // The answer shows that the confirmation has been read.
            first.call("3", "bump");
            first.cut();
            awaitSuspended();
            for (long count : new long[] {1, 4, Long.MAX_VALUE}) {
                try (SessionSocket second = SessionSocket.resume(desk, wire, before, count)) {
                    isAnotherSession(second, before);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSecretThatWasUsedIsGoodUntilAPacketHasCome(Wire wire) throws Exception {
        try (SessionSocket first = SessionSocket.connect(desk, wire)) {
            Welcome before = used(first);
            first.cut();
            awaitSuspended();
            Welcome newest;
            // The client that does not get its welcome comes again with the same secret.
            try (SessionSocket second = SessionSocket.resume(desk, wire, before, 1)) {
                second.welcome();
                second.cut();
            }
            try (SessionSocket third = SessionSocket.resume(desk, wire, before, 1)) {
                newest = third.welcome();
                assertThat(newest.resumed()).isEqualTo(Resumed.ALL);
                third.ack(1);
                assertThat(third.call("2", "bump").response()).isEqualTo(2L);
                third.cut();
            }
            try (SessionSocket thief = SessionSocket.resume(desk, wire, before, 1)) {
                isAnotherSession(thief, before);
            }
            try (SessionSocket own = SessionSocket.resume(desk, wire, newest, 2)) {
                assertThat(own.welcome().resumed()).isEqualTo(Resumed.ALL);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNewestSecretEndsTheOneBefore(Wire wire) throws Exception {
        try (SessionSocket first = SessionSocket.connect(desk, wire)) {
            Welcome one = used(first);
            first.cut();
            Welcome two;
            try (SessionSocket second = SessionSocket.resume(desk, wire, one, 1)) {
                two = second.welcome();
                second.cut();
            }
            try (SessionSocket third = SessionSocket.resume(desk, wire, two, 1)) {
                assertThat(third.welcome().resumed()).isEqualTo(Resumed.ALL);
                third.cut();
            }
            try (SessionSocket thief = SessionSocket.resume(desk, wire, one, 1)) {
                isAnotherSession(thief, one);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSecretThatTheClientNeverSawEndsWithTheNextOne(Wire wire) throws Exception {
        try (SessionSocket first = SessionSocket.connect(desk, wire)) {
            Welcome one = used(first);
            first.cut();
            Welcome lost;
            try (SessionSocket second = SessionSocket.resume(desk, wire, one, 1)) {
                lost = second.welcome();
                second.cut();
            }
            try (SessionSocket third = SessionSocket.resume(desk, wire, one, 1)) {
                assertThat(third.welcome().resumed()).isEqualTo(Resumed.ALL);
                third.cut();
            }
            try (SessionSocket thief = SessionSocket.resume(desk, wire, lost, 1)) {
                isAnotherSession(thief, one);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void secretsAreNotLogged(Wire wire) throws Exception {
        try (RecordedLog log = RecordedLog.all("dev.webshocket");
                SessionSocket first = SessionSocket.connect(desk, wire)) {
            Welcome before = used(first);
            first.cut();
            awaitSuspended();
            try (SessionSocket second = SessionSocket.resume(desk, wire, before, 1)) {
                Welcome after = second.welcome();
                second.send(Packet.custom("a packet"));
                second.call("2", "unknown");
                second.hello(after.resume(), 0);
                assertThat(second.closeCode()).isEqualTo(1002);
                assertThat(log.records())
                        .isNotEmpty()
                        .allSatisfy(record -> assertThat(RecordedLog.text(record))
                                .doesNotContain(before.resume(), after.resume())
                                .doesNotContain(bits(before), bits(after)));
                assertThat(before.toString() + after).doesNotContain(bits(before), bits(after));
            }
        }
    }

    private static String bits(Welcome welcome) {
        return welcome.resume().substring(welcome.resume().indexOf('.') + 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theNewestSocketTellsWhereTheClientIs(boolean suspended) throws Exception {
        try (SessionSocket first = SessionSocket.connect(desk, Wire.MSGPACK, Map.of("X-Forwarded-For", "192.0.2.1"))) {
            Welcome before = used(first);
            if (suspended) {
                first.cut();
                awaitSuspended();
            }
            try (SessionSocket second =
                    SessionSocket.connect(desk, Wire.MSGPACK, Map.of("X-Forwarded-For", "192.0.2.2"))) {
                second.hello(before.resume(), 1);
                second.welcome();
                assertThat(second.call("2", "address").response()).isEqualTo("192.0.2.2");
            }
        }
    }
}
