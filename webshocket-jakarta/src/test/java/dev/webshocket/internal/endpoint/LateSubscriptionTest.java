package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Until when a client that has come back to a new session catches up with what the application subscribes to. */
class LateSubscriptionTest extends ReturningClients {

    private static final Duration KEEP = Duration.ofSeconds(30);
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration MARGIN = Duration.ofSeconds(1);

    /** Lets time pass for the recoveries of all connections, which the timer tells of it otherwise. */
    private static void later(EngineServer of, Duration time) {
        long then = System.nanoTime() + time.toNanos();
        ((ServiceEngine) of.engine()).registry().all().forEach(connection -> connection.checkRecovery(then));
    }

    @ParameterizedTest
    @EnumSource
    void aSubscriptionWithinTheTimeBringsWhatWasMissed(Wire wire) throws Exception {
        List<String> before = heads();
        publish("room.a", 1, 2);
        long began = System.nanoTime();
        try (SessionSocket socket = comeBack(wire, before)) {
            // Counted from before the welcome, so never beyond the time.
            later(server, KEEP.minusNanos(System.nanoTime() - began).minus(MARGIN));
            socket.request("1", "join", List.of("room.a"));
            assertThat(until(socket, "room.a 2")).containsExactly("room.a 1", "room.a 2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLaterOneBringsOnlyWhatIsNewAndNoGap(Wire wire) throws Exception {
        List<String> before = heads();
        publish("room.a", 1, 9);
        try (SessionSocket socket = comeBack(wire, before)) {
            later(server, KEEP.plus(MARGIN));
            ask(socket, "1", "join", List.of("room.a", "room.*"));
            publish("room.a", 10, 10);
            assertThat(until(socket, "room.a 10")).containsExactly("room.a 10");
            // Whoever wants more asks for it.
            ask(socket, "2", "leave", "room.a");
            ask(socket, "3", "leave", "room.*");
            socket.request("4", "join_latest", "room.a", 2);
            assertThat(until(socket, "room.a 10")).containsExactly("room.a 9", "room.a 10");
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutKeptSessionsTheTimeIsFiveSeconds(Wire wire) throws Exception {
        List<String> before = heads();
        publish("room.a", 1, 2);
        WebshocketSettings none =
                WebshocketSettings.builder().sessionKeep(Duration.ZERO).build();
        try (EngineServer other = EngineServer.startWith(
                environment -> environment
                        .settings(none)
                        .channelRules(RoomsHandler.RULES)
                        .messages(log),
                handler)) {
            rooms = other.uri("/rooms");
            try (SessionSocket socket = comeBack(wire, before)) {
                later(other, SHORTEST.plus(MARGIN));
                ask(socket, "1", "join", List.of("room.a"));
                publish("room.a", 3, 3);
                assertThat(until(socket, "room.a 3")).containsExactly("room.a 3");
            }
        }
    }
}
