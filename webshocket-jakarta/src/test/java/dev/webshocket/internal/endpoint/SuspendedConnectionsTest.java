package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.SlowConsumer;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.WebshocketSettingsBuilder;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import dev.webshocket.support.WireClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that have lost their socket, and those whose socket another one replaces. */
class SuspendedConnectionsTest {

    private static final String DESK = "/desks/1";

    private final DeskHandler handler = new DeskHandler();

    private static WebshocketSettingsBuilder settings() {
        return WebshocketSettings.builder().shutdownGrace(Duration.ZERO).retryAfter(Duration.ZERO);
    }

    private EngineServer start(WebshocketSettingsBuilder settings) throws Exception {
        return EngineServer.start(settings.build(), handler);
    }

    private Welcome opened(SessionSocket socket) throws InterruptedException {
        socket.hello(null, 0);
        Welcome welcome = socket.welcome();
        socket.ack(0);
        await20(() -> handler.connections.containsKey(welcome.session()));
        return welcome;
    }

    private Welcome suspended(EngineServer server, Wire wire) throws InterruptedException {
        return suspended(server, wire, Map.of());
    }

    private Welcome suspended(EngineServer server, Wire wire, Map<String, String> headers) throws InterruptedException {
        try (SessionSocket socket = SessionSocket.connect(server.uri(DESK), wire, headers)) {
            Welcome welcome = opened(socket);
            socket.call("1", "bump");
            socket.cut();
            await20(() -> !handler.connections.get(welcome.session()).isLinked());
            return welcome;
        }
    }

    private static void await20(Callable<Boolean> condition) {
        await().atMost(20, TimeUnit.SECONDS).until(condition);
    }

    private void toldInTheEnd(String... lines) {
        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(handler.told).containsExactly(lines));
    }

    @ParameterizedTest
    @EnumSource
    void theCallbacksAreToldInTurn(Wire wire) throws Exception {
        try (EngineServer server = start(settings())) {
            Welcome welcome = suspended(server, wire);
            toldInTheEnd("connect", "suspend 1006");
            try (SessionSocket again = SessionSocket.resume(server.uri(DESK), wire, welcome, 1)) {
                again.welcome();
                again.ack(1);
                assertThat(again.call("2", "bump").response()).isEqualTo(2L);
                assertThat(handler.told).containsExactly("connect", "suspend 1006", "resume 1");
                again.close(1000);
            }
            toldInTheEnd("connect", "suspend 1006", "resume 1", "disconnect falsefalse 1000");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCallbacksWaitForTheCallThatRunsAndAreNotRepeated(Wire wire) throws Exception {
        try (EngineServer server = start(settings());
                SessionSocket first = SessionSocket.connect(server.uri(DESK), wire)) {
            Welcome welcome = opened(first);
            first.request("1", "held");
            handler.held.acquire();
            SessionSocket socket = first;
            for (int i = 0; i < 5; i++) {
                socket.cut();
                socket = SessionSocket.resume(server.uri(DESK), wire, welcome, 0);
                welcome = socket.welcome();
                socket.ack(0);
            }
            assertThat(handler.told).containsExactly("connect");
            handler.gate.release();
            assertThat(socket.response().response()).isEqualTo(1L);
            assertThat(socket.call("2", "bump").response()).isEqualTo(2L);
            assertThat(handler.told)
                    .startsWith("connect", "suspend 1006", "resume 1")
                    .hasSize(3);
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3000, 3999})
    void aSocketThatABrowserGivesUpIsLost(int code) throws Exception {
        try (EngineServer server = start(settings());
                SessionSocket socket = SessionSocket.connect(server.uri(DESK), Wire.JSON)) {
            Welcome welcome = opened(socket);
            socket.close(code);
            toldInTheEnd("connect", "suspend " + code);
            try (SessionSocket again = SessionSocket.resume(server.uri(DESK), Wire.JSON, welcome, 0)) {
                assertThat(again.welcome().resumed()).isEqualTo(Resumed.ALL);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1008, 4000, 4999})
    void aClientThatSaysGoodByeIsNotSuspended(int code) throws Exception {
        try (EngineServer server = start(settings());
                SessionSocket socket = SessionSocket.connect(server.uri(DESK), Wire.MSGPACK)) {
            opened(socket);
            socket.close(code);
            toldInTheEnd("connect", "disconnect falsefalse " + code);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1011, 1013, 3000, 4000})
    void aConnectionThatTheApplicationClosesEnds(int code) throws Exception {
        try (EngineServer server = start(settings());
                SessionSocket socket = SessionSocket.connect(server.uri(DESK), Wire.MSGPACK)) {
            Welcome welcome = opened(socket);
            socket.request("1", "leave", code);
            assertThat(socket.closeCode()).isEqualTo(code);
            await20(() -> server.engine().connections() == 0);
            assertThat(handler.told).containsExactly("connect", "disconnect falsefalse " + code);
            try (SessionSocket again = SessionSocket.resume(server.uri(DESK), Wire.MSGPACK, welcome, 0)) {
                assertThat(again.welcome().resumed()).isEqualTo(Resumed.NO);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherSocketTakesOver(Wire wire) throws Exception {
        try (EngineServer server = start(settings());
                SessionSocket first = SessionSocket.connect(server.uri(DESK), wire)) {
            Welcome welcome = opened(first);
            assertThat(first.call("1", "bump").response()).isEqualTo(1L);
            try (SessionSocket second = SessionSocket.resume(server.uri(DESK), wire, welcome, 1)) {
                assertThat(second.welcome().resumed()).isEqualTo(Resumed.ALL);
                assertThat(first.closeCode()).isEqualTo(4001);
                second.ack(1);
                assertThat(second.call("2", "bump").response()).isEqualTo(2L);
                assertThat(handler.connection().isLinked()).isTrue();
                assertThat(handler.told).containsExactly("connect", "suspend 4001", "resume 1");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionEndsWhenNobodyComesBack(Wire wire) throws Exception {
        try (EngineServer server = start(settings().sessionKeep(Duration.ofSeconds(1)))) {
            Welcome welcome = suspended(server, wire);
            await20(() -> server.engine().connections() == 0);
            assertThat(handler.told).containsExactly("connect", "suspend 1006", "disconnect falsefalse 1006");
            assertThat(server.states.size()).isZero();
            try (SessionSocket again = SessionSocket.resume(server.uri(DESK), wire, welcome, 1)) {
                assertThat(again.welcome().resumed()).isEqualTo(Resumed.NO);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void noneIsKeptWhereTheSettingIsZero(Wire wire) throws Exception {
        try (EngineServer server = start(settings().sessionKeep(Duration.ZERO));
                SessionSocket socket = SessionSocket.connect(server.uri(DESK), wire)) {
            assertThat(opened(socket).keep()).isZero();
            socket.cut();
            toldInTheEnd("connect", "disconnect falsefalse 1006");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPushedBeyondTheBoundEndsTheConnection(Wire wire) throws Exception {
        for (SlowConsumer setting : EnumSet.complementOf(EnumSet.of(SlowConsumer.CONFLATE))) {
            handler.connections.clear();
            try (EngineServer server = start(settings().outboundBytes(4000).slowConsumer(setting))) {
                Welcome welcome = suspended(server, wire);
                ClientConnection connection = handler.connection();
                connection.subscribe("news");
                for (int i = 0; connection.isOpen(); i++) {
                    assertThat(i).isLessThan(100);
                    server.engine().channels().publish("news", "x".repeat(200));
                }
                await20(() -> server.engine().connections() == 0);
                assertThat(handler.told).endsWith("disconnect falsefalse 1008");
                try (SessionSocket again = SessionSocket.resume(server.uri(DESK), wire, welcome, 1)) {
                    assertThat(again.welcome().resumed()).isEqualTo(Resumed.NO);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPushedWithinTheBoundWaits(Wire wire) throws Exception {
        try (EngineServer server = start(settings())) {
            Welcome welcome = suspended(server, wire);
            handler.connection().subscribe("news");
            for (int i = 0; i < 50; i++) {
                assertThat(server.engine().channels().publish("news", i)).isEqualTo(1);
            }
            try (SessionSocket again = SessionSocket.resume(server.uri(DESK), wire, welcome, 1)) {
                again.welcome();
                for (int i = 0; i < 50; i++) {
                    assertThat(again.packet().data()).isEqualTo((long) i);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOneThatWaitsLongestGivesItsPlaceToANewcomer(Wire wire) throws Exception {
        try (EngineServer server = start(settings().maxConnections(3))) {
            List<Welcome> waiting = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                waiting.add(suspended(server, wire));
            }
            assertThat(server.engine().connections()).isEqualTo(3);
            // One that comes back takes no place.
            try (SessionSocket second = SessionSocket.resume(server.uri(DESK), wire, waiting.get(1), 1)) {
                assertThat(second.welcome().resumed()).isEqualTo(Resumed.ALL);
                try (SessionSocket newcomer = SessionSocket.open(server.uri(DESK), wire)) {
                    newcomer.call("1", "bump");
                    await20(() -> server.engine().connections() == 3);
                    try (SessionSocket first = SessionSocket.resume(server.uri(DESK), wire, waiting.get(0), 1)) {
                        assertThat(first.welcome().resumed()).isEqualTo(Resumed.NO);
                    }
                }
            }
            assertThat(handler.told).contains("disconnect falsefalse 1013");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameHoldsForAnAddress(Wire wire) throws Exception {
        Map<String, String> one = Map.of("X-Forwarded-For", "192.0.2.1");
        Map<String, String> other = Map.of("X-Forwarded-For", "192.0.2.2");
        try (EngineServer server = start(settings().connectionsPerAddress(1).trustedProxies("127.0.0.1"))) {
            Welcome ofOther = suspended(server, wire, other);
            Welcome ofOne = suspended(server, wire, one);
            try (SessionSocket newcomer = SessionSocket.connect(server.uri(DESK), wire, one)) {
                opened(newcomer);
                await20(() -> server.engine().connections() == 2);
                try (SessionSocket tooMany = SessionSocket.connect(server.uri(DESK), wire, one)) {
                    assertThat(tooMany.closeCode()).isEqualTo(1013);
                }
                try (SessionSocket again = SessionSocket.connect(server.uri(DESK), wire, other)) {
                    again.hello(ofOther.resume(), 1);
                    assertThat(again.welcome().resumed()).isEqualTo(Resumed.ALL);
                }
                newcomer.close();
            }
            await20(() -> server.engine().connections() == 0);
            try (SessionSocket gone = SessionSocket.connect(server.uri(DESK), wire, one)) {
                gone.hello(ofOne.resume(), 1);
                assertThat(gone.welcome().resumed()).isEqualTo(Resumed.NO);
            }
        }
    }

    @Test
    void aConnectionCountsForTheAddressOfItsNewestSocket() throws Exception {
        Map<String, String> home = Map.of("X-Forwarded-For", "192.0.2.1");
        Map<String, String> train = Map.of("X-Forwarded-For", "192.0.2.2");
        try (EngineServer server = start(settings().connectionsPerAddress(1).trustedProxies("127.0.0.1"))) {
            Welcome welcome = suspended(server, Wire.MSGPACK, home);
            try (SessionSocket moved = SessionSocket.connect(server.uri(DESK), Wire.MSGPACK, train)) {
                moved.hello(welcome.resume(), 1);
                assertThat(moved.welcome().resumed()).isEqualTo(Resumed.ALL);
                try (SessionSocket neighbour = SessionSocket.connect(server.uri(DESK), Wire.MSGPACK, train);
                        SessionSocket family = SessionSocket.connect(server.uri(DESK), Wire.MSGPACK, home)) {
                    assertThat(neighbour.closeCode()).isEqualTo(1013);
                    opened(family);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void allEndWhenTheApplicationStops(Wire wire) throws Exception {
        EngineServer server = start(settings());
        suspended(server, wire);
        try (SessionSocket linked = SessionSocket.open(server.uri(DESK), wire);
                SessionSocket silent = SessionSocket.connect(server.uri(DESK), wire)) {
            server.engine().close();
            assertThat(server.engine().connections()).isZero();
            assertThat(linked.closeCode()).isEqualTo(1001);
            assertThat(silent.closeCode()).isEqualTo(1001);
            assertThat(handler.told)
                    .filteredOn(line -> line.startsWith("disconnect"))
                    .hasSize(2);
            assertThat(handler.told)
                    .filteredOn(line -> line.startsWith("suspend"))
                    .hasSize(1);
            try (SessionSocket again = SessionSocket.connect(server.uri(DESK), wire)) {
                assertThat(again.closeCode()).isEqualTo(1001);
            }
        } finally {
            server.close();
        }
    }

    @Test
    void aConnectionOfVersion1IsLinkedUntilItEnds() throws Exception {
        try (EngineServer server = start(settings())) {
            try (WireClient client = WireClient.connect(server.uri(DESK), WireClient.Wire.MSGPACK)) {
                client.call("bump");
                assertThat(handler.connection().isLinked()).isTrue();
            }
            await20(() -> server.engine().connections() == 0);
            assertThat(handler.connection().isLinked()).isFalse();
            assertThat(handler.told).noneMatch(line -> line.startsWith("suspend"));
        }
    }
}
