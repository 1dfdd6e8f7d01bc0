package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Refresh;
import dev.webshocket.internal.codec.SessionMessage.Refreshed;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.spi.extension.Identity;
import dev.webshocket.spi.platform.ConnectionObserver;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** New credentials of a session: {@code refresh}, and the token in a {@code hello} that resumes. */
class CredentialRefreshTest {

    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final BadgeHandler handler = new BadgeHandler();

    /** Takes the channels of the staff away from everybody else. */
    private static final class StaffChannels implements ConnectionObserver {

        @Override
        public void connected(ClientConnection connection) {}

        @Override
        public void disconnected(ClientConnection connection) {}

        @Override
        public void refreshed(ClientConnection connection) {
            if (connection.isInRole("broken")) {
                throw new IllegalStateException("cannot look");
            }
            if (!connection.isInRole("staff")) {
                connection.unsubscribe("staff.news", "staff.*");
            }
        }
    }

    private EngineServer start() throws Exception {
        return EngineServer.startWith(
                environment -> environment.credentials(handler.check()).observer(new StaffChannels()), handler);
    }

    private static SessionSocket greet(EngineServer server, Wire wire, String resume, long received, String token) {
        SessionSocket socket = SessionSocket.connect(server.uri("/badge"), wire);
        socket.send(new Hello(resume, received, List.of(), token));
        return socket;
    }

    private static SessionSocket open(EngineServer server, Wire wire, String token) throws Exception {
        SessionSocket socket = greet(server, wire, null, 0, token);
        socket.welcome();
        socket.ack(0);
        return socket;
    }

    /** Refreshes and waits for the answer. */
    private static Refreshed refresh(SessionSocket socket, String token) throws Exception {
        socket.send(new Refresh(token));
        while (true) {
            if (socket.session() instanceof Refreshed refreshed) {
                return refreshed;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNewCredentialCounts(Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = open(server, wire, "ada:guest:60")) {
            assertThat(socket.call("1", "staff").error()).isEqualTo(-32002);

            Refreshed refreshed = refresh(socket, "ada:staff:3600");

            assertThat(refreshed.expires()).isBetween(3_590L, 3_600L);
            assertThat(refreshed.error()).isNull();
            assertThat(refreshed.message()).isNull();
            assertThat(refreshed.unsubscribed()).isEmpty();
            assertThat(socket.call("2", "staff").response()).isEqualTo("ok");
            assertThat(socket.call("3", "has", "guest").response()).isEqualTo(false);
            assertThat(socket.call("4", "me").response()).isEqualTo("ada");
        }
    }

    @ParameterizedTest
    @EnumSource
    void subscriptionsThatAreTakenAwayAreNamed(Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = open(server, wire, "ada:staff:60")) {
            socket.call("1", "listen", List.of("staff.news", "weather", "staff.*"));

            assertThat(refresh(socket, "ada:staff:60").unsubscribed()).isEmpty();
            assertThat(refresh(socket, "ada:guest:never").unsubscribed())
                    .containsExactlyInAnyOrder("staff.news", "staff.*");

            assertThat(socket.call("2", "channels").response()).isEqualTo(List.of("weather"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRefusedChangesNothing(Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = open(server, wire, "ada:staff:60")) {
            socket.call("1", "listen", List.of("staff.news"));

            Refreshed other = refresh(socket, "bob:boss:60");
            assertThat(other.error()).isEqualTo(-32002);
            assertThat(other.message()).isEqualTo("the credential is another user's");
            assertThat(other.expires()).isNull();
            Refreshed blocked = refresh(socket, "blocked");
            assertThat(blocked.error()).isEqualTo(-32002);
            assertThat(blocked.message()).isEqualTo("blocked until Monday");
            assertThat(refresh(socket, "ada:staff:0").error()).isEqualTo(-32002);

            assertThat(socket.call("2", "me").response()).isEqualTo("ada");
            assertThat(socket.call("3", "staff").response()).isEqualTo("ok");
            assertThat(socket.call("4", "channels").response()).isEqualTo(List.of("staff.news"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionWithoutAUserGetsNone(Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = SessionSocket.open(server.uri("/badge"), wire)) {
            Refreshed refreshed = refresh(socket, "ada:staff:60");

            assertThat(refreshed.error()).isEqualTo(-32002);
            assertThat(refreshed.message()).isEqualTo("a connection without a user does not get one");
            assertThat(socket.call("1", "me").response()).isNull();
        }
    }

    @Test
    void refreshesAreAnsweredInOrderAndHoldNoCallUp() throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = open(server, Wire.MSGPACK, "ada:guest:60")) {
            socket.send(new Refresh("pending"));
            socket.send(new Refresh("blocked"));
            assertThat(socket.call("1", "me").response()).isEqualTo("ada");
            assertThat(socket.call("2", "staff").error()).isEqualTo(-32002);
            await().atMost(WITHIN).until(() -> handler.pending.size() == 1);

            handler.pending.get(0).complete(Identity.of("ada", "staff"));

            assertThat(refreshed(socket).error()).isNull();
            assertThat(refreshed(socket).error()).isEqualTo(-32002);
            assertThat(socket.call("3", "staff").response()).isEqualTo("ok");
        }
    }

    private static Refreshed refreshed(SessionSocket socket) throws Exception {
        while (true) {
            if (socket.session() instanceof Refreshed refreshed) {
                return refreshed;
            }
        }
    }

    @Test
    void aClientThatSendsTooManyIsClosed() throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = open(server, Wire.MSGPACK, "ada:guest:60")) {
            for (int i = 0; i < 10; i++) {
                socket.send(new Refresh("pending"));
            }

            assertThat(socket.closeCode()).isEqualTo(1008);
            handler.pending.forEach(check -> check.complete(null));
        }
    }

    @Test
    void anObserverThatFailsEndsTheConnection() throws Exception {
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = start();
                SessionSocket socket = open(server, Wire.MSGPACK, "ada:staff:60")) {
            socket.send(new Refresh("ada:broken:60"));

            assertThat(socket.closeCode()).isEqualTo(1011);
            await().atMost(WITHIN).until(() -> server.engine().connections() == 0);
            assertThat(log.records()).anyMatch(entry -> entry.getMessage().startsWith("WEBSHOCKET-0201"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientMayResumeWithANewCredential(Wire wire) throws Exception {
        try (EngineServer server = start()) {
            SessionSocket first = greet(server, wire, null, 0, "ada:staff:60");
            Welcome welcome = first.welcome();
            first.ack(0);
            first.call("1", "listen", List.of("staff.news", "weather"));
            first.cut();

            try (SessionSocket second = greet(server, wire, welcome.resume(), 1, "ada:guest:3600")) {
                Welcome back = second.welcome();

                assertThat(back.resumed()).isEqualTo(Resumed.ALL);
                assertThat(back.session()).isEqualTo(welcome.session());
                assertThat(back.expires()).isBetween(3_590L, 3_600L);
                assertThat(refreshed(second).unsubscribed()).containsExactly("staff.news");
                assertThat(second.call("2", "staff").error()).isEqualTo(-32002);
                assertThat(second.call("3", "me").response()).isEqualTo("ada");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatResumesWithoutACredentialKeepsItsOwn(Wire wire) throws Exception {
        try (EngineServer server = start()) {
            SessionSocket first = greet(server, wire, null, 0, "ada:staff:60");
            Welcome welcome = first.welcome();
            first.ack(0);
            first.cut();

            try (SessionSocket second = greet(server, wire, welcome.resume(), 0, null)) {
                Welcome back = second.welcome();

                assertThat(back.resumed()).isEqualTo(Resumed.ALL);
                assertThat(back.expires()).isBetween(30L, 60L);
                assertThat(second.call("1", "staff").response()).isEqualTo("ok");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherUserGetsASessionOfItsOwn(Wire wire) throws Exception {
        try (EngineServer server = start()) {
            SessionSocket first = greet(server, wire, null, 0, "ada:staff:60");
            Welcome welcome = first.welcome();
            first.ack(0);
            first.cut();

            try (SessionSocket second = greet(server, wire, welcome.resume(), 0, "bob:guest:60")) {
                Welcome own = second.welcome();

                assertThat(own.resumed()).isEqualTo(Resumed.NO);
                assertThat(own.session()).isNotEqualTo(welcome.session());
                assertThat(second.call("1", "me").response()).isEqualTo("bob");
                assertThat(second.call("2", "staff").error()).isEqualTo(-32002);
            }
        }
    }

    @Test
    void aSessionWithoutAUserIsNotResumedByOne() throws Exception {
        try (EngineServer server = start()) {
            SessionSocket first = greet(server, Wire.JSON, null, 0, null);
            Welcome welcome = first.welcome();
            first.ack(0);
            first.cut();

            try (SessionSocket second = greet(server, Wire.JSON, welcome.resume(), 0, "ada:staff:60")) {
                assertThat(second.welcome().resumed()).isEqualTo(Resumed.NO);
                assertThat(second.call("1", "me").response()).isEqualTo("ada");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedCredentialDoesNotEndTheSessionThatItWantedToResume(Wire wire) throws Exception {
        try (EngineServer server = start()) {
            SessionSocket first = greet(server, wire, null, 0, "ada:staff:60");
            Welcome welcome = first.welcome();
            first.ack(0);
            first.cut();

            try (SessionSocket thief = greet(server, wire, welcome.resume(), 0, "unknown")) {
                assertThat(thief.closeCode()).isEqualTo(4401);
            }
            try (SessionSocket second = greet(server, wire, welcome.resume(), 0, "ada:staff:60")) {
                assertThat(second.welcome().resumed()).isEqualTo(Resumed.ALL);
                assertThat(second.call("1", "me").response()).isEqualTo("ada");
            }
        }
    }
}
