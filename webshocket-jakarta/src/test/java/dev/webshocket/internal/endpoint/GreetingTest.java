package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.codec.SessionMessage.Beat;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.Packet;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first packets of a socket of version 2. */
class GreetingTest {

    private final DeskHandler handler = new DeskHandler();

    private EngineServer start() throws Exception {
        return EngineServer.start(
                WebshocketSettings.builder()
                        .sessionKeep(Duration.ofMillis(61_500))
                        .pingInterval(Duration.ofMillis(20_001))
                        .shutdownGrace(Duration.ZERO)
                        .build(),
                handler);
    }

    @ParameterizedTest
    @EnumSource
    void aHelloIsWelcomed(Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = SessionSocket.connect(server.uri("/desks/1"), wire)) {
            socket.hello(null, 0);
            Welcome welcome = socket.welcome();
            assertThat(welcome.resumed()).isEqualTo(Resumed.NO);
            assertThat(welcome.received()).isZero();
            assertThat(welcome.keep()).isEqualTo(62);
            assertThat(welcome.beat()).isEqualTo(21);
            assertThat(welcome.positions()).isEmpty();
            assertThat(welcome.expires()).isNull();
            assertThat(welcome.resume()).isNotEqualTo(welcome.session());
            assertThat(socket.call("1", "bump").response()).isEqualTo(1L);
            assertThat(handler.connection().uid()).isEqualTo(welcome.session());
            assertThat(handler.connection().isLinked()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void callsMayFollowTheHelloAtOnce(Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = SessionSocket.connect(server.uri("/desks/1"), wire)) {
            socket.hello(null, 0);
            socket.request("1", "bump");
            socket.request("2", "bump");
            socket.welcome();
            assertThat(socket.response().response()).isEqualTo(1L);
            assertThat(socket.response().response()).isEqualTo(2L);
            assertThat(handler.told).containsExactly("connect");
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachSessionHasAnIdAndASecretOfItsOwn(Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket one = SessionSocket.connect(server.uri("/desks/1"), wire);
                SessionSocket other = SessionSocket.connect(server.uri("/desks/1"), wire)) {
            one.hello(null, 0);
            other.hello(null, 0);
            Welcome first = one.welcome();
            Welcome second = other.welcome();
            assertThat(first.session()).isNotEqualTo(second.session());
            assertThat(first.resume()).isNotEqualTo(second.resume());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherFirstPacketClosesTheSocket(Wire wire) throws Exception {
        try (EngineServer server = start()) {
            List<Consumer<SessionSocket>> firsts = List.of(
                    socket -> socket.request("1", "bump"),
                    socket -> socket.send(Packet.custom("hello")),
                    socket -> socket.ack(0),
                    socket -> socket.send(new Beat(List.of())),
                    socket -> socket.send(new Welcome("s", "r", Resumed.NO, 0, 1, 1, List.of(), null)),
                    socket -> socket.sendText("no packet"),
                    socket -> socket.sendText("{\"source\":6,\"session\":{\"type\":\"hello\",\"received\":\"x\"}}"));
            for (Consumer<SessionSocket> first : firsts) {
                try (SessionSocket socket = SessionSocket.connect(server.uri("/desks/1"), wire)) {
                    first.accept(socket);
                    assertThat(socket.closeCode()).isEqualTo(1002);
                    assertThat(socket.envelopes()).isEmpty();
                }
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> server.engine().connections() == 0);
            assertThat(handler.told).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSecondHelloClosesTheSocketAndTheSession(Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = SessionSocket.open(server.uri("/desks/1"), wire)) {
            // The callback has run.
            assertThat(socket.call("1", "bump").error()).isNull();
            socket.send(new Hello(null, 0, List.of(), null));
            assertThat(socket.closeCode()).isEqualTo(1002);
            await().atMost(Duration.ofSeconds(20)).until(() -> server.engine().connections() == 0);
            assertThat(handler.told).containsExactly("connect", "disconnect falsefalse 1002");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConfirmationOfWhatWasNotSentClosesTheSocketAndTheSession(Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = SessionSocket.open(server.uri("/desks/1"), wire)) {
            socket.ack(1);
            assertThat(socket.closeCode()).isEqualTo(1002);
            await().atMost(Duration.ofSeconds(20)).until(() -> server.engine().connections() == 0);
        }
    }

    @Tag("slow")
    @Test
    void aClientThatSaysNothingIsClosed() throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = SessionSocket.connect(server.uri("/desks/1"), Wire.MSGPACK)) {
            assertThat(socket.closeCode()).isEqualTo(1002);
            assertThat(socket.closeReason()).isEqualTo("no hello within 10 seconds");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTokenThatNobodyChecksIsRefused(Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = SessionSocket.connect(server.uri("/desks/1"), wire)) {
            socket.send(new Hello(null, 0, List.of(), "ada"));
            socket.request("1", "bump");
            assertThat(socket.closeCode()).isEqualTo(4401);
            assertThat(socket.envelopes()).isEmpty();
            assertThat(handler.told).isEmpty();
            assertThat(server.engine().connections()).isZero();
            await().atMost(Duration.ofSeconds(20)).until(() -> server.states.size() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedClientGetsTheReasonAfterTheWelcome(Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = SessionSocket.connect(server.uri("/desks/1?refuse"), wire)) {
            socket.hello(null, 0);
            assertThat(socket.closeCode()).isEqualTo(1008);
            assertThat(socket.closeReason()).isEqualTo("not you");
        }
    }

    @ParameterizedTest
    @EnumSource
    void socketsThatSayNothingCount(Wire wire) throws Exception {
        WebshocketSettings settings =
                WebshocketSettings.builder().maxConnections(2).build();
        try (EngineServer server = EngineServer.start(settings, handler);
                SessionSocket first = SessionSocket.open(server.uri("/desks/1"), wire);
                SessionSocket second = SessionSocket.connect(server.uri("/desks/1"), wire);
                SessionSocket third = SessionSocket.connect(server.uri("/desks/1"), wire)) {
            // The server may see them in either order.
            await().atMost(Duration.ofSeconds(20)).until(() -> second.isClosed() || third.isClosed());
            SessionSocket refused = second.isClosed() ? second : third;
            assertThat(refused.closeCode()).isEqualTo(1013);
            (refused == second ? third : second).close();
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                try (SessionSocket fourth = SessionSocket.connect(server.uri("/desks/1"), wire)) {
                    fourth.hello(null, 0);
                    assertThat(fourth.welcome().resumed()).isEqualTo(Resumed.NO);
                }
            });
            assertThat(first.call("1", "bump").response()).isEqualTo(1L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theServerTakesTheFirstSubprotocolThatItKnows(Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = SessionSocket.connect(server.uri("/desks/1"), wire)) {
            assertThat(socket.subprotocol()).isEqualTo(wire == Wire.MSGPACK ? "webshocket.v2" : "webshocket.v2.json");
        }
    }
}
