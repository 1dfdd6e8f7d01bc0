package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.spi.extension.Identity;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import dev.webshocket.support.WatchedSessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that go from one server to another faster than the servers learn of it, and servers that share more than they should. */
class ReturnToOldServerTest {

    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final WatchedSessionStore store = new WatchedSessionStore();
    private final BadgeHandler badges = new BadgeHandler();

    private EngineServer start(DeskHandler desks) throws Exception {
        return start("default", desks);
    }

    private EngineServer start(String application, DeskHandler desks) throws Exception {
        return EngineServer.startWith(
                environment ->
                        environment.application(application).sessions(store).credentials(badges.check()),
                desks,
                badges);
    }

    private static SessionSocket desk(EngineServer server, Wire wire, Welcome before, int received) {
        return SessionSocket.resume(server.uri("/desks/1"), wire, before, received);
    }

    private static Welcome begun(SessionSocket socket) throws InterruptedException {
        socket.hello(null, 0);
        Welcome welcome = socket.welcome();
        socket.ack(0);
        assertThat(socket.call("1", "bump").response()).isEqualTo(1L);
        return welcome;
    }

    private void hasStored(Welcome welcome, int count) {
        await().atMost(WITHIN)
                .until(() -> store.saved.containsKey(welcome.session())
                        && store.saved.get(welcome.session()).attributes().equals(Map.of("count", count)));
    }

    private static Welcome goesOn(SessionSocket socket, Welcome first, long count) throws InterruptedException {
        Welcome welcome = socket.welcome();
        assertThat(welcome.resumed()).isEqualTo(Resumed.STATE);
        assertThat(welcome.session()).isEqualTo(first.session());
        socket.ack(0);
        assertThat(socket.call("1", "bump").response()).isEqualTo(count);
        return welcome;
    }

    /** The old server still believes in its socket, or waits for the client. */
    @ParameterizedTest
    @EnumSource
    void theOldServerLooksWhetherItStillHasTheSession(Wire wire) throws Exception {
        DeskHandler first = new DeskHandler();
        DeskHandler second = new DeskHandler();
        try (EngineServer one = start(first);
                EngineServer two = start(second)) {
            SessionSocket lost = SessionSocket.connect(one.uri("/desks/1"), wire);
            Welcome begun = begun(lost);
            hasStored(begun, 1);
            Welcome moved;
            try (SessionSocket socket = desk(two, wire, begun, 1)) {
                moved = goesOn(socket, begun, 2);
                hasStored(begun, 2);
                socket.cut();
            }
            Welcome back;
            try (SessionSocket socket = desk(one, wire, moved, 1)) {
                back = goesOn(socket, begun, 3);
                assertThat(lost.closeCode()).isEqualTo(4001);
                hasStored(begun, 3);
                socket.cut();
            }
            try (SessionSocket socket = desk(two, wire, back, 1)) {
                goesOn(socket, begun, 4);
                socket.close(1000);
            }
            await().atMost(WITHIN)
                    .until(() -> one.engine().connections() + two.engine().connections() == 0);
            assertThat(first.told).startsWith("connect").contains("resume 2").noneMatch(told -> told.startsWith("dis"));
            assertThat(second.told).filteredOn(told -> told.startsWith("dis")).hasSize(1);
        }
    }

    /** Whoever knows the public id only learns nothing, and changes nothing. */
    @ParameterizedTest
    @EnumSource
    void aWrongSecretDoesNotEndASession(Wire wire) throws Exception {
        try (EngineServer one = start(new DeskHandler());
                SessionSocket socket = SessionSocket.connect(one.uri("/desks/1"), wire)) {
            Welcome begun = begun(socket);
            for (int i = 0; i < 3; i++) {
                try (SessionSocket other = SessionSocket.connect(one.uri("/desks/1"), wire)) {
                    other.send(new Hello(begun.session() + ".AAAAAAAAAAAAAAAAAAAAAA", 0, List.of(), null));
                    assertThat(other.welcome().resumed()).isEqualTo(Resumed.NO);
                }
            }
            assertThat(socket.call("2", "bump").response()).isEqualTo(2L);
        }
    }

    /** A client that has given up a server which is busy with its credential. */
    @ParameterizedTest
    @EnumSource
    void aClientThatWaitsTooLongForOneServerGoesToAnother(Wire wire) throws Exception {
        try (EngineServer one = start(new DeskHandler());
                EngineServer two = start(new DeskHandler())) {
            Welcome begun;
            try (EngineServer old = start(new DeskHandler());
                    SessionSocket socket = SessionSocket.connect(old.uri("/badge"), wire)) {
                socket.send(new Hello(null, 0, List.of(), "ada:staff:60"));
                begun = socket.welcome();
                socket.ack(0);
                socket.call("1", "listen", List.of("news"));
                old.engine().close();
            }
            SessionSocket given = SessionSocket.connect(one.uri("/badge"), wire);
            given.send(new Hello(begun.resume(), 0, List.of(), "pending:staff:60"));
            await().atMost(WITHIN).until(() -> badges.pending.size() == 1);
            try (SessionSocket socket = SessionSocket.connect(two.uri("/badge"), wire)) {
                socket.send(new Hello(begun.resume(), 0, List.of(), "ada:staff:60"));
                assertThat(socket.welcome().resumed()).isEqualTo(Resumed.STATE);
                socket.ack(0);
                assertThat(socket.call("1", "channels").response()).isEqualTo(List.of("news"));
                badges.pending
                        .get(0)
                        .complete(new Identity(
                                "ada", List.of("staff"), Instant.now().plusSeconds(60)));
                assertThat(given.closeCode()).isEqualTo(4001);
                assertThat(socket.call("2", "me").response()).isEqualTo("ada");
            }
        }
    }

    /** Two web applications of one EAR that share a store, and have the same paths. */
    @ParameterizedTest
    @EnumSource
    void applicationsDoNotTakeTheSessionsOfOthers(Wire wire) throws Exception {
        Welcome begun;
        try (EngineServer shop = start("shop", new DeskHandler());
                SessionSocket socket = SessionSocket.connect(shop.uri("/desks/1"), wire)) {
            begun = begun(socket);
            shop.engine().close();
        }
        try (EngineServer admin = start("admin", new DeskHandler());
                EngineServer shop = start("shop", new DeskHandler())) {
            try (SessionSocket socket = desk(admin, wire, begun, 1)) {
                assertThat(socket.welcome().resumed()).isEqualTo(Resumed.NO);
            }
            await().atMost(WITHIN).until(() -> admin.engine().connections() == 0);
            try (SessionSocket socket = desk(shop, wire, begun, 1)) {
                goesOn(socket, begun, 2);
            }
        }
    }
}
