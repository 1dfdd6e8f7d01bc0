package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Refreshed;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.spi.platform.ConnectionObserver;
import dev.webshocket.spi.platform.ServiceEnvironment;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import dev.webshocket.support.WatchedSessionStore;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may take a session up at another server, and with which credential. */
class ForeignHandOverTest {

    private final WatchedSessionStore store = new WatchedSessionStore();
    private final BadgeHandler badges = new BadgeHandler();
    private final DeskHandler desks = new DeskHandler();

    private EngineServer start(Consumer<ServiceEnvironment.Builder> more) throws Exception {
        return EngineServer.startWith(
                environment -> {
                    environment.sessions(store).credentials(badges.check());
                    more.accept(environment);
                },
                badges,
                desks);
    }

    private EngineServer start() throws Exception {
        return start(environment -> {});
    }

    private static SessionSocket badge(EngineServer server, Wire wire, String resume, String token) {
        SessionSocket socket = SessionSocket.connect(server.uri("/badge"), wire);
        socket.send(new Hello(resume, 0, List.of(), token));
        return socket;
    }

    /** Leaves a session of a user in the store. */
    private Welcome left(Wire wire, String token) throws Exception {
        try (EngineServer old = start();
                SessionSocket socket = badge(old, wire, null, token)) {
            Welcome welcome = socket.welcome();
            socket.ack(0);
            assertThat(socket.call("1", "listen", List.of("news", "staff.*")).error())
                    .isNull();
            old.engine().close();
            return welcome;
        }
    }

    private static void isAnother(SessionSocket socket, Welcome before) throws InterruptedException {
        Welcome welcome = socket.welcome();
        assertThat(welcome.resumed()).isEqualTo(Resumed.NO);
        assertThat(welcome.session()).isNotEqualTo(before.session());
        socket.ack(0);
        socket.close(1000);
    }

    private static void isTheSame(SessionSocket socket, Welcome before) throws InterruptedException {
        Welcome welcome = socket.welcome();
        assertThat(welcome.resumed()).isEqualTo(Resumed.STATE);
        assertThat(welcome.session()).isEqualTo(before.session());
        socket.ack(0);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsForeignGetsAnotherSessionAndLeavesThisOne(Wire wire) throws Exception {
        Welcome ada = left(wire, "ada:staff:60");
        Welcome nobody = left(wire, null);
        String secret = ada.resume();
        String wrong = secret.substring(0, secret.length() - 2) + (secret.endsWith("AA") ? "QQ" : "AA");
        try (EngineServer server = start()) {
            for (String token : new String[] {"bob:staff:60", null}) {
                isAnother(badge(server, wire, secret, token), ada);
            }
            for (String presented : new String[] {wrong, ada.session(), ada.session() + ".", ""}) {
                isAnother(badge(server, wire, presented, "ada:staff:60"), ada);
            }
            isAnother(badge(server, wire == Wire.JSON ? Wire.MSGPACK : Wire.JSON, secret, "ada:staff:60"), ada);
            SessionSocket desk = SessionSocket.connect(server.uri("/desks/1"), wire);
            desk.send(new Hello(secret, 0, List.of(), "ada:staff:60"));
            isAnother(desk, ada);
            // A session without a user gets none.
            isAnother(badge(server, wire, nobody.resume(), "ada:staff:60"), nobody);
            SessionSocket refused = badge(server, wire, secret, "unknown:x:60");
            assertThat(refused.closeCode()).isEqualTo(4401);

            await().atMost(Duration.ofSeconds(20)).until(() -> server.engine().connections() == 0);
            try (SessionSocket own = badge(server, wire, secret, "ada:staff:60");
                    SessionSocket own2 = badge(server, wire, nobody.resume(), null)) {
                isTheSame(own, ada);
                isTheSame(own2, nobody);
                assertThat(server.engine().clients().ofUser("ada")).hasSize(1);
                assertThat(own.call("1", "me").response()).isEqualTo("ada");
                assertThat(own2.call("1", "me").response()).isNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSessionIsNotTakenTwice(Wire wire) throws Exception {
        Welcome ada = left(wire, "ada:staff:60");
        String used = store.saved.get(ada.session()).secrets().get(0);
        try (EngineServer one = start();
                EngineServer two = start();
                SessionSocket first = badge(one, wire, ada.resume(), "ada:staff:60")) {
            isTheSame(first, ada);
            assertThat(first.call("1", "me").response()).isEqualTo("ada");
            // A packet has come, so that the secret before is not good any more.
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !store.saved.get(ada.session()).secrets().contains(used));
            for (EngineServer server : new EngineServer[] {one, two}) {
                isAnother(badge(server, wire, ada.resume(), "ada:staff:60"), ada);
            }
            assertThat(first.call("2", "me").response()).isEqualTo("ada");
        }
    }

    /** A client that has not got the welcome of one server may come to another one. */
    @ParameterizedTest
    @EnumSource
    void aSessionWithoutAPacketMovesOn(Wire wire) throws Exception {
        Welcome ada = left(wire, "ada:staff:60");
        try (EngineServer one = start();
                EngineServer two = start()) {
            SessionSocket first = badge(one, wire, ada.resume(), "ada:staff:60");
            assertThat(first.welcome().resumed()).isEqualTo(Resumed.STATE);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> store.saved.get(ada.session()).secrets().size() == 2);
            first.cut();
            try (SessionSocket second = badge(two, wire, ada.resume(), "ada:staff:60")) {
                isTheSame(second, ada);
                await().atMost(Duration.ofSeconds(20)).until(() -> one.engine().connections() == 0);
                assertThat(second.call("1", "channels").response()).isEqualTo(List.of("news", "staff.*"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSessionIsKeptForItsTime(Wire wire) throws Exception {
        Welcome ada = left(wire, "ada:staff:60");
        store.clock.advance(Duration.ofSeconds(31));
        try (EngineServer server = start()) {
            isAnother(badge(server, wire, ada.resume(), "ada:staff:60"), ada);
        }
    }

    /** The token in hello is a refresh: roles and end are new, and the application looks at the subscriptions. */
    @ParameterizedTest
    @EnumSource
    void theCredentialIsTheNewOne(Wire wire) throws Exception {
        Welcome ada = left(wire, "ada:staff:60");
        ConnectionObserver strict = new ConnectionObserver() {
            @Override
            public void connected(ClientConnection connection) {
                badges.events.add("observed connected");
            }

            @Override
            public void resumed(ClientConnection connection) {
                badges.events.add("observed resumed");
            }

            @Override
            public void refreshed(ClientConnection connection) {
                if (!connection.isInRole("staff")) {
                    connection.unsubscribe("staff.*");
                }
            }

            @Override
            public void disconnected(ClientConnection connection) {}
        };
        badges.events.clear();
        try (EngineServer server = start(environment -> environment.observer(strict));
                SessionSocket socket = badge(server, wire, ada.resume(), "ada:guest:50")) {
            Welcome welcome = socket.welcome();
            assertThat(welcome.resumed()).isEqualTo(Resumed.STATE);
            assertThat(welcome.expires()).isBetween(40L, 50L);
            socket.ack(0);
            assertThat(((Refreshed) socket.session()).unsubscribed()).containsExactly("staff.*");
            assertThat(socket.call("1", "channels").response()).isEqualTo(List.of("news"));
            assertThat(socket.call("2", "staff").error()).isEqualTo(-32002);
            assertThat(badges.events).containsExactly("observed resumed");
        }
    }
}
