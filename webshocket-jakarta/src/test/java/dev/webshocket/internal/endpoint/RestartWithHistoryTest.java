package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Servers that share a log and a store of sessions: a client whose server is gone goes on at the next one, and gets what it has missed of its
 * restored subscriptions. The server of the base class publishes meanwhile.
 */
class RestartWithHistoryTest extends ReturningClients {

    private final SessionStore sessions = SessionStore.inMemory(100);

    private EngineServer next() throws Exception {
        return EngineServer.startWith(
                environment -> environment
                        .channelRules(RoomsHandler.RULES)
                        .messages(log)
                        .sessions(sessions),
                handler);
    }

    /** Opens a session that has subscribed, and has read the first messages; leaves it in the store. */
    private Welcome left(Wire wire, List<String> subscriptions) throws Exception {
        try (EngineServer first = next();
                SessionSocket socket = SessionSocket.connect(first.uri("/rooms"), wire)) {
            socket.hello(null, 0);
            Welcome welcome = socket.welcome();
            socket.ack(0);
            ask(socket, "1", "join", subscriptions);
            publish("room.a", 1, 2);
            assertThat(until(socket, "room.a 2")).containsExactly("room.a 1", "room.a 2");
            // Before the client, whose close would end the session.
            first.engine().close();
            return welcome;
        }
    }

    private static SessionSocket resume(EngineServer server, Wire wire, Welcome before, List<String> positions)
            throws InterruptedException {
        SessionSocket socket = SessionSocket.connect(server.uri("/rooms"), wire);
        socket.send(new Hello(before.resume(), 3, positions, null));
        Welcome welcome = socket.welcome();
        assertThat(welcome.resumed()).isEqualTo(Resumed.STATE);
        assertThat(welcome.session()).isEqualTo(before.session());
        socket.ack(0);
        return socket;
    }

    @ParameterizedTest
    @EnumSource
    void whatWasMissedFollowsOnceAndInOrder(Wire wire) throws Exception {
        Welcome welcome = left(wire, List.of("room.a", "room.*"));
        List<String> positions = heads();
        publish("room.a", 3, 4);
        publish("room.b", 1, 2);
        publish("else.a", 1, 1);
        try (EngineServer second = next();
                SessionSocket socket = resume(second, wire, welcome, positions)) {
            List<String> got = until(socket, "room.a 4", "room.b 2");
            assertThat(got).containsExactlyInAnyOrder("room.a 3", "room.a 4", "room.b 1", "room.b 2");
            assertThat(got).containsSubsequence("room.a 3", "room.a 4").containsSubsequence("room.b 1", "room.b 2");
            publish("room.a", 5, 5);
            assertThat(until(socket, "room.a 5")).containsExactly("room.a 5");
            // Subscribed to once more by the application, it is not caught up again.
            ask(socket, "1", "join", List.of("room.a"));
            publish("room.a", 6, 6);
            assertThat(until(socket, "room.a 6")).containsExactly("room.a 6");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotKeptAnyMoreIsAGap(Wire wire) throws Exception {
        for (String subscription : List.of("room.a", "room.*")) {
            Welcome welcome = left(wire, List.of(subscription));
            List<String> positions = heads();
            publish("room.a", 3, 9);
            try (EngineServer second = next();
                    SessionSocket socket = resume(second, wire, welcome, positions)) {
                assertThat(until(socket, "room.a 9"))
                        .containsExactlyInAnyOrder(
                                "gap " + subscription, "room.a 5", "room.a 6", "room.a 7", "room.a 8", "room.a 9");
                socket.close(1000);
            }
        }
    }
}
