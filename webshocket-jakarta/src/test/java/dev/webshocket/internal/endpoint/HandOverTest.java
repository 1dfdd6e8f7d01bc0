package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ChannelPatterns;
import dev.webshocket.ChannelRules;
import dev.webshocket.Member;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.Packet;
import dev.webshocket.spi.extension.PresenceStore;
import dev.webshocket.spi.platform.ServiceEnvironment;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import dev.webshocket.support.WatchedSessionStore;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions that go on at another server: {@code resumed: "state"} in section "Session" of the wire protocol. */
class HandOverTest {

    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final WatchedSessionStore store = new WatchedSessionStore();
    private final DeskHandler before = new DeskHandler();
    private final DeskHandler after = new DeskHandler();

    private EngineServer start(DeskHandler handler) throws Exception {
        return EngineServer.startWith(environment -> environment.sessions(store), handler);
    }

    private EngineServer start(WebshocketSettings settings, DeskHandler handler) throws Exception {
        return EngineServer.startWith(environment -> environment.sessions(store).settings(settings), handler);
    }

    private static URI desk(EngineServer server) {
        return server.uri("/desks/1");
    }

    /** Opens a session, counts to 2, and subscribes. */
    private static Welcome used(SessionSocket socket) throws InterruptedException {
        socket.hello(null, 0);
        Welcome welcome = socket.welcome();
        socket.ack(0);
        assertThat(socket.call("1", "bump").response()).isEqualTo(1L);
        assertThat(socket.call("2", "bump").response()).isEqualTo(2L);
        assertThat(socket.call("3", "subscribe", "news.*").error()).isNull();
        return welcome;
    }

    /** Takes the session up, and leaves it with the count 3. */
    private static Welcome goesOn(SessionSocket socket, Welcome first) throws InterruptedException {
        Welcome welcome = socket.welcome();
        assertThat(welcome.resumed()).isEqualTo(Resumed.STATE);
        assertThat(welcome.session()).isEqualTo(first.session());
        assertThat(welcome.resume()).isNotEqualTo(first.resume());
        assertThat(welcome.received()).isZero();
        socket.ack(0);
        assertThat(socket.call("1", "bump").response()).isEqualTo(3L);
        return welcome;
    }

    @ParameterizedTest
    @EnumSource
    void aRestartedServerGoesOnWithTheSession(Wire wire) throws Exception {
        Welcome first;
        EngineServer old = start(before);
        try (SessionSocket socket = SessionSocket.connect(desk(old), wire)) {
            first = used(socket);
            old.close();
            assertThat(socket.closeCode()).isEqualTo(1001);
        }
        assertThat(before.told).containsExactly("connect");

        try (EngineServer server =
                        EngineServer.startAgain(old.port(), environment -> environment.sessions(store), after);
                SessionSocket socket = SessionSocket.resume(desk(server), wire, first, 3)) {
            Welcome second = goesOn(socket, first);
            assertThat(after.told).containsExactly("resume 2");
            assertThat(server.engine().clients().find(first.session())).hasValueSatisfying(connection -> {
                assertThat(connection.subscriptions()).containsExactly("news.*");
                assertThat(connection.isLinked()).isTrue();
            });
            assertThat(server.engine().channels().publish("news.tech", "x")).isEqualTo(1);
            assertThat(socket.packet()).isEqualTo(Packet.channel("news.tech", "x"));
            assertThat(server.engine().channels().broadcast("y")).isEqualTo(1);
            assertThat(socket.packet()).isEqualTo(Packet.broadcast("y"));

            // On this server it goes on as any session does.
            socket.cut();
            await().atMost(WITHIN).until(() -> after.told.contains("suspend 1006"));
            try (SessionSocket again = SessionSocket.resume(desk(server), wire, second, 3)) {
                assertThat(again.welcome().resumed()).isEqualTo(Resumed.ALL);
                again.ack(3);
                assertThat(again.call("2", "bump").response()).isEqualTo(4L);
                again.close(1000);
                await().atMost(WITHIN).until(() -> server.engine().connections() == 0);
            }
        }
        assertThat(after.told).containsExactly("resume 2", "suspend 1006", "resume 3", "disconnect falsefalse 1000");
        await().atMost(WITHIN).until(() -> store.store.size() == 0);
    }

    @ParameterizedTest
    @EnumSource
    void aSessionWithoutASocketIsHandedOverToo(Wire wire) throws Exception {
        Welcome first;
        try (EngineServer old = start(before);
                SessionSocket socket = SessionSocket.connect(desk(old), wire)) {
            first = used(socket);
            socket.cut();
            await().atMost(WITHIN).until(() -> before.told.contains("suspend 1006"));
        }
        assertThat(before.told).containsExactly("connect", "suspend 1006");
        try (EngineServer server = start(after);
                SessionSocket socket = SessionSocket.resume(desk(server), wire, first, 3)) {
            goesOn(socket, first);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatARunningCallDoesIsHandedOver(Wire wire) throws Exception {
        Welcome first;
        try (EngineServer old = start(
                        WebshocketSettings.builder()
                                .shutdownGrace(Duration.ofSeconds(30))
                                .build(),
                        before);
                SessionSocket socket = SessionSocket.connect(desk(old), wire)) {
            socket.hello(null, 0);
            first = socket.welcome();
            assertThat(socket.call("1", "bump").response()).isEqualTo(1L);
            socket.request("2", "held");
            before.held.acquire();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(old.engine()::close);
            before.gate.release();
            assertThat(socket.response().response()).isEqualTo(2L);
            assertThat(socket.closeCode()).isEqualTo(1001);
            closing.get(20, TimeUnit.SECONDS);
        }
        try (EngineServer server = start(after);
                SessionSocket socket = SessionSocket.resume(desk(server), wire, first, 1)) {
            goesOn(socket, first);
        }
    }

    /** What a server that is lost at once leaves behind: it has not handed anything over. */
    @ParameterizedTest
    @EnumSource
    void theStateIsStoredWhileTheConnectionLives(Wire wire) throws Exception {
        try (EngineServer old = start(before);
                EngineServer server = start(after);
                SessionSocket lost = SessionSocket.connect(desk(old), wire)) {
            Welcome first = used(lost);
            await().atMost(WITHIN)
                    .until(() -> store.saved.containsKey(first.session())
                            && store.saved
                                    .get(first.session())
                                    .attributes()
                                    .get("count")
                                    .equals(2)
                            && store.saved.get(first.session()).subscriptions().equals(List.of("news.*")));
            assertThat(store.saved.get(first.session()).secrets())
                    .hasSize(1)
                    .allSatisfy(hash -> assertThat(hash).hasSize(64).doesNotContain(first.resume()));
            lost.cut();
            try (SessionSocket socket = SessionSocket.resume(desk(server), wire, first, 3)) {
                goesOn(socket, first);
                // The other server learns of it, and lets go without a word to the application.
                await().atMost(WITHIN).until(() -> old.engine().connections() == 0);
                assertThat(socket.call("2", "bump").response()).isEqualTo(4L);
                assertThat(store.store.size()).isEqualTo(1);
            }
        }
        assertThat(before.told).containsExactly("connect", "suspend 1006");
    }

    @ParameterizedTest
    @EnumSource
    void aSecretOfAWelcomeIsStoredAtOnce(Wire wire) throws Exception {
        try (EngineServer old = start(before);
                EngineServer server = start(after);
                SessionSocket lost = SessionSocket.connect(desk(old), wire)) {
            Welcome first = used(lost);
            await().atMost(WITHIN)
                    .until(() -> store.saved.containsKey(first.session())
                            && store.saved
                                    .get(first.session())
                                    .attributes()
                                    .get("count")
                                    .equals(2));
            lost.cut();
            Welcome second;
            try (SessionSocket socket = SessionSocket.resume(desk(old), wire, first, 3)) {
                second = socket.welcome();
                assertThat(second.resumed()).isEqualTo(Resumed.ALL);
                socket.cut();
            }
            try (SessionSocket socket = SessionSocket.resume(desk(server), wire, second, 3)) {
                goesOn(socket, first);
            }
        }
    }

    /** A client that has not got the welcome still has the counts of the server before. */
    @ParameterizedTest
    @EnumSource
    void aLostWelcomeIsRepeated(Wire wire) throws Exception {
        Welcome first;
        try (EngineServer old = start(before);
                SessionSocket socket = SessionSocket.connect(desk(old), wire)) {
            first = used(socket);
            // Before the client, whose close would end the session.
            old.engine().close();
        }
        try (EngineServer server = start(after)) {
            // Closed by the client, the session would end.
            for (int attempt = 0; attempt < 3; attempt++) {
                SessionSocket socket = SessionSocket.resume(desk(server), wire, first, 3);
                assertThat(socket.welcome().resumed()).isEqualTo(Resumed.STATE);
                socket.cut();
            }
            try (SessionSocket socket = SessionSocket.resume(desk(server), wire, first, 3)) {
                goesOn(socket, first);
                assertThat(server.engine().connections()).isEqualTo(1);
            }
            assertThat(after.told)
                    .filteredOn(told -> told.startsWith("connect"))
                    .isEmpty();
        }
    }

    @Test
    void whatEndsIsNotHandedOver() throws Exception {
        try (EngineServer old = start(before)) {
            SessionSocket left = SessionSocket.connect(desk(old), Wire.JSON);
            Welcome first = used(left);
            await().atMost(WITHIN).until(() -> store.saved.containsKey(first.session()));
            left.close(1000);
            await().atMost(WITHIN).until(() -> store.store.size() == 0);
            assertThat(before.told).containsExactly("connect", "disconnect falsefalse 1000");
            try (SessionSocket refused = SessionSocket.connect(old.uri("/desks/1?refuse"), Wire.JSON)) {
                refused.hello(null, 0);
                assertThat(refused.closeCode()).isEqualTo(1008);
            }
        }
        assertThat(store.store.size()).isZero();
    }

    @Test
    void withoutAStoreSessionsEndWithTheServer() throws Exception {
        Welcome first;
        try (EngineServer old = EngineServer.start(before);
                SessionSocket socket = SessionSocket.connect(desk(old), Wire.JSON)) {
            first = used(socket);
            // Before the client, whose close would end the session.
            old.engine().close();
        }
        assertThat(before.told).containsExactly("connect", "disconnect falsefalse 1001");
        try (EngineServer server = start(after);
                SessionSocket socket = SessionSocket.resume(desk(server), Wire.JSON, first, 3)) {
            assertThat(socket.welcome().resumed()).isEqualTo(Resumed.NO);
        }
    }

    @Test
    void subscriptionsThatAreNotAllowedAreLeftOut() throws Exception {
        Welcome first;
        try (EngineServer old = start(before);
                SessionSocket socket = SessionSocket.connect(desk(old), Wire.JSON)) {
            first = used(socket);
            socket.call("4", "subscribe", "weather");
            old.engine().close();
        }
        try (RecordedLog log = RecordedLog.all("dev.webshocket");
                EngineServer server = start(
                        WebshocketSettings.builder()
                                .shutdownGrace(Duration.ZERO)
                                .channelPatterns(ChannelPatterns.REFUSE)
                                .build(),
                        after);
                SessionSocket socket = SessionSocket.resume(desk(server), Wire.JSON, first, 4)) {
            goesOn(socket, first);
            assertThat(server.engine()
                            .clients()
                            .find(first.session())
                            .orElseThrow()
                            .subscriptions())
                    .containsExactly("weather");
            assertThat(log.records())
                    .anySatisfy(record -> assertThat(RecordedLog.text(record)).contains("WEBSHOCKET-0272", "news.*"));
        }
    }

    @Test
    void aServerWithoutRoomLeavesTheSessionInTheStore() throws Exception {
        Welcome first;
        try (EngineServer old = start(before);
                SessionSocket socket = SessionSocket.connect(desk(old), Wire.JSON)) {
            first = used(socket);
            // Before the client, whose close would end the session.
            old.engine().close();
        }
        WebshocketSettings one = WebshocketSettings.builder()
                .shutdownGrace(Duration.ZERO)
                .maxConnections(1)
                .build();
        try (EngineServer server = start(one, after)) {
            try (SessionSocket other = SessionSocket.open(desk(server), Wire.JSON)) {
                assertThat(other.call("1", "bump").response()).isEqualTo(1L);
                SessionSocket refused = SessionSocket.connect(desk(server), Wire.JSON);
                assertThat(refused.closeCode()).isEqualTo(1013);
            }
            await().atMost(WITHIN).until(() -> server.engine().connections() == 0);
            try (SessionSocket socket = SessionSocket.resume(desk(server), Wire.JSON, first, 3)) {
                goesOn(socket, first);
            }
        }
    }

    @Test
    void whoIsPresentStaysPresent() throws Exception {
        PresenceStore present = PresenceStore.inMemory();
        ChannelRules rules = ChannelRules.builder()
                .channel("room.*", rule -> rule.presence())
                .build();
        Consumer<ServiceEnvironment.Builder> more =
                environment -> environment.sessions(store).presence(present).channelRules(rules);
        Welcome first;
        try (EngineServer old = EngineServer.startWith(more, before);
                SessionSocket socket = SessionSocket.connect(desk(old), Wire.JSON)) {
            first = used(socket);
            socket.call("4", "subscribe", "room.1");
            before.connection().presenceInfo("at lunch");
            old.engine().close();
        }
        try (EngineServer server = EngineServer.startWith(more, after);
                SessionSocket socket = SessionSocket.resume(desk(server), Wire.JSON, first, 4)) {
            goesOn(socket, first);
            assertThat(server.engine().channels().presence("room.1").members())
                    .containsExactly(new Member(first.session(), "at lunch"));
        }
    }

    @Test
    void sharedAttributesAreNotRemovedOfASessionThatGoesOn() throws Exception {
        RecordedStates states = new RecordedStates();
        Welcome first;
        try (EngineServer old = EngineServer.startWith(with(states), before);
                SessionSocket socket = SessionSocket.connect(desk(old), Wire.JSON)) {
            first = used(socket);
            // Before the client, whose close would end the session.
            old.engine().close();
        }
        assertThat(states.calls).containsExactly("begin", "handOver");
        try (EngineServer server = EngineServer.startWith(with(states), after);
                SessionSocket socket = SessionSocket.resume(desk(server), Wire.JSON, first, 3)) {
            goesOn(socket, first);
            socket.close(1000);
            await().atMost(WITHIN).until(() -> server.engine().connections() == 0);
        }
        assertThat(states.calls).containsExactly("begin", "handOver", "begin", "end");
    }

    private Consumer<ServiceEnvironment.Builder> with(RecordedStates states) {
        return environment -> environment.sessions(store).states(states);
    }
}
