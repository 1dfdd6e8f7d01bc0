package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ChannelException;
import dev.webshocket.SlowConsumer;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.codec.SessionMessage.Beat;
import dev.webshocket.internal.codec.SessionMessage.Gap;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.Packet;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients get that come back to channels with history, as section "Channels" of the wire protocol says. */
@Tag("slow")
class RecoveryTest extends ReturningClients {

    @ParameterizedTest
    @EnumSource
    void aWelcomeNamesAllShards(Wire wire) throws Exception {
        publish("room.a", 1, 3);
        try (SessionSocket socket = SessionSocket.connect(rooms, wire)) {
            socket.hello(null, 0);
            Welcome welcome = socket.welcome();
            assertThat(welcome.positions()).isEqualTo(heads());
            publish("room.a", 4, 5);
            socket.cut();
            try (SessionSocket next = SessionSocket.resume(rooms, wire, welcome, 0)) {
                Welcome again = next.welcome();
                assertThat(again.resumed()).isEqualTo(Resumed.ALL);
                // Nothing beyond what the client may still have to get.
                assertThat(again.positions()).isEqualTo(welcome.positions());
            }
        }
    }

    @Test
    void withoutRulesThatKeepMessagesThereAreNoPositions() throws Exception {
        try (EngineServer plain = EngineServer.start(handler);
                SessionSocket socket = SessionSocket.connect(plain.uri("/rooms"), Wire.JSON)) {
            socket.hello(null, 0);
            assertThat(socket.welcome().positions()).isEmpty();
            socket.call("1", "join_latest", "room.a", 3);
            plain.engine().channels().publish("room.a", 1);
            assertThat(socket.packet().data()).isEqualTo(1L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasMissedComesOnceAndInOrderBeforeAnythingNew(Wire wire) throws Exception {
        publish("room.a", 1, 2);
        List<String> before = heads();
        publish("room.a", 3, 5);
        publish("room.b", 1, 2);
        try (SessionSocket socket = comeBack(wire, before)) {
            socket.request("1", "join", List.of("room.*", "room.a"));
            List<String> got = until(socket, "room.a 5", "room.b 2");
            assertThat(got).containsExactlyInAnyOrder("room.a 3", "room.a 4", "room.a 5", "room.b 1", "room.b 2");
            assertThat(got).containsSubsequence("room.a 3", "room.a 4", "room.a 5");
            assertThat(got).containsSubsequence("room.b 1", "room.b 2");
            publish("room.a", 6, 6);
            publish("room.b", 3, 3);
            // Two shards: the one that has caught up first goes first.
            assertThat(until(socket, "room.a 6", "room.b 3")).containsExactlyInAnyOrder("room.a 6", "room.b 3");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMessageThatIsBeingDeliveredIsNotMissed(Wire wire) throws Exception {
        List<String> before = heads();
        publish("room.a", 1, 2);
        try (SessionSocket socket = comeBack(wire, before)) {
            publishAround("room.a", 3, () -> {
                socket.request("1", "join", List.of("room.*"));
                assertThat(until(socket, "room.a 2")).containsExactly("room.a 1", "room.a 2");
                ask(socket, "2", "leave", "room.none");
            });
            publish("room.a", 4, 4);
            assertThat(until(socket, "room.a 4")).containsExactly("room.a 3", "room.a 4");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChannelIsCaughtUpOnceInASession(Wire wire) throws Exception {
        List<String> before = heads();
        publish("room.a", 1, 2);
        try (SessionSocket socket = comeBack(wire, before)) {
            socket.request("1", "join", List.of("room.a"));
            assertThat(until(socket, "room.a 2")).containsExactly("room.a 1", "room.a 2");
            publish("room.a", 3, 3);
            assertThat(until(socket, "room.a 3")).containsExactly("room.a 3");
            ask(socket, "2", "leave", "room.a");
            publish("room.a", 4, 4);
            ask(socket, "3", "join", List.of("room.?"));
            publish("room.a", 5, 5);
            assertThat(until(socket, "room.a 5")).containsExactly("room.a 5");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsForgottenIsAGapThatNamesTheSubscription(Wire wire) throws Exception {
        List<String> before = heads();
        publish("room.a", 1, 7);
        publish("room.b", 1, 2);
        try (SessionSocket socket = comeBack(wire, before)) {
            socket.request("1", "join", List.of("room.b", "room.*"));
            List<String> got = until(socket, "room.a 7", "room.b 2");
            assertThat(got)
                    .containsExactlyInAnyOrder(
                            "gap room.*",
                            "room.a 3",
                            "room.a 4",
                            "room.a 5",
                            "room.a 6",
                            "room.a 7",
                            "room.b 1",
                            "room.b 2");
            assertThat(got).containsSubsequence("gap room.*", "room.a 3", "room.a 7");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherEpochAndAPositionOfTheFutureAreAGap(Wire wire) throws Exception {
        publish("room.a", 1, 2);
        int shard = log.shardOf("room.a");
        try (SessionSocket socket = comeBack(wire, List.of("other." + shard + ".77"))) {
            socket.request("1", "join", List.of("room.a"));
            assertThat(until(socket, "room.a 2")).containsExactly("gap room.a", "room.a 1", "room.a 2");
        }
        LogPosition head = log.heads().get(shard);
        LogPosition future = new LogPosition(head.epoch(), shard, head.offset() + 9);
        try (SessionSocket socket = comeBack(wire, List.of(future.toString()))) {
            ask(socket, "1", "join", List.of("room.a"));
            publish("room.a", 3, 3);
            assertThat(until(socket, "room.a 3")).contains("room.a 3").doesNotContain("room.a 2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void positionsThatCannotBeReadAreIgnored(Wire wire) throws Exception {
        publish("room.a", 1, 2);
        List<String> unreadable = List.of("", "x", "e.1", "e.-1.2", "e.99.5", "e.1.99999999999999999999");
        try (SessionSocket socket = comeBack(wire, unreadable)) {
            ask(socket, "1", "join", List.of("room.a"));
            publish("room.a", 3, 3);
            assertThat(until(socket, "room.a 3")).containsExactly("room.a 3");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChannelWithTheLatestOnlyHasNoGap(Wire wire) throws Exception {
        List<String> before = heads();
        publish("price.x", 1, 9);
        try (SessionSocket socket = comeBack(wire, before)) {
            socket.request("1", "join", List.of("price.*"));
            assertThat(until(socket, "price.x 9")).containsExactly("price.x 9");
        }
        try (SessionSocket socket = comeBack(wire, List.of("other." + log.shardOf("price.x") + ".1"))) {
            socket.request("1", "join", List.of("price.*"));
            assertThat(until(socket, "price.x 9")).containsExactly("price.x 9");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDroppedForASlowClientIsAGap(Wire wire) throws Exception {
        server.close();
        WebshocketSettings settings = WebshocketSettings.builder()
                .outboundBytes(1 << 16)
                .slowConsumer(SlowConsumer.DROP_NEWEST)
                .shutdownGrace(Duration.ZERO)
                .build();
        begin(EngineServer.startBounded(
                settings, environment -> environment.channelRules(RoomsHandler.RULES), handler));
        try (SessionSocket socket = comeBack(wire, List.of())) {
            socket.call("1", "join", List.of("room.*"));
            // The client reads, but confirms nothing, so that all it has got still counts.
            String padding = "x".repeat(1000);
            int queued = 0;
            while (server.engine().channels().publish("room.a", padding) == 1) {
                queued++;
            }
            // The gap overtakes messages that wait. Those must have come, too, before they are confirmed.
            List<String> gaps = new ArrayList<>();
            int got = 0;
            while (got < queued || gaps.isEmpty()) {
                Envelope envelope = socket.poll(PATIENCE);
                assertThat(envelope).as("after %d of %d messages", got, queued).isNotNull();
                if (envelope.session() instanceof Gap gap) {
                    gaps.addAll(gap.channels());
                } else if (envelope.session() == null) {
                    got++;
                }
            }
            assertThat(gaps).containsExactly("room.*");
            // The answer and the gap are numbered too.
            socket.ack(queued + 2);
            await().atMost(PATIENCE).until(() -> server.engine().channels().publish("room.a", "last") == 1);
            Packet last = socket.packet();
            while (!"last".equals(last.data())) {
                last = socket.packet();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void beatsTellWhatHasMoved(Wire wire) throws Exception {
        server.close();
        WebshocketSettings settings = WebshocketSettings.builder()
                .pingInterval(Duration.ofSeconds(1))
                .missedPings(30)
                .shutdownGrace(Duration.ZERO)
                .build();
        begin(EngineServer.startBounded(
                settings,
                environment -> environment.channelRules(RoomsHandler.RULES).messages(log),
                handler));
        try (SessionSocket socket = comeBack(wire, List.of())) {
            publish("room.a", 1, 1);
            List<String> told = List.of();
            while (told.isEmpty()) {
                if (socket.session() instanceof Beat beat) {
                    told = beat.positions();
                }
                socket.send(new Beat(List.of()));
            }
            assertThat(told)
                    .containsExactly(log.heads().get(log.shardOf("room.a")).toString());
            SessionMessage next = socket.session();
            assertThat(next).isEqualTo(new Beat(List.of()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLogThatFailsIsAGapAndIsLogged(Wire wire) throws Exception {
        server.close();
        AtomicBoolean away = new AtomicBoolean(true);
        MessageLog failing = new FailingLog(MessageLog.inMemory(1 << 20), away);
        begin(handler.start(failing));
        List<String> before =
                failing.heads().stream().map(LogPosition::toString).toList();
        publish("room.a", 1, 2);
        try (RecordedLog logged = RecordedLog.of("dev.webshocket");
                SessionSocket socket = comeBack(wire, before)) {
            socket.request("1", "join", List.of("room.a"));
            assertThat(until(socket, "gap room.a")).containsExactly("gap room.a");
            try (SessionSocket newcomer = comeBack(wire, List.of())) {
                newcomer.request("1", "join_latest", "room.b", 2);
                assertThat(until(newcomer, "gap room.b")).containsExactly("gap room.b");
            }
            away.set(false);
            publish("room.a", 3, 3);
            assertThat(until(socket, "room.a 3")).containsExactly("room.a 3");
            assertThat(logged.records()).anyMatch(line -> RecordedLog.text(line).contains("WEBSHOCKET-0266"));
        }
    }

    private static final Supplier<RuntimeException> FOR_A_MOMENT = () -> new ChannelException("the log is away");

    @ParameterizedTest
    @EnumSource
    void aLogThatIsAwayForAMomentLosesNothing(Wire wire) throws Exception {
        server.close();
        AtomicBoolean away = new AtomicBoolean(true);
        FailingLog failing = new FailingLog(MessageLog.inMemory(1 << 20), away, FOR_A_MOMENT);
        begin(handler.start(failing));
        List<String> before =
                failing.heads().stream().map(LogPosition::toString).toList();
        publish("room.a", 1, 2);
        try (SessionSocket socket = comeBack(wire, before);
                SessionSocket newcomer = comeBack(wire, List.of())) {
            socket.request("1", "join", List.of("room.a"));
            newcomer.request("1", "join_latest", "room.a", 1);
            await().atMost(PATIENCE).until(() -> failing.failed() > 4);
            publish("room.a", 3, 3);
            away.set(false);
            assertThat(until(socket, "room.a 3")).containsExactly("room.a 1", "room.a 2", "room.a 3");
            assertThat(until(newcomer, "room.a 3")).containsExactly("room.a 2", "room.a 3");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLogThatStaysAwayIsAGap(Wire wire) throws Exception {
        server.close();
        AtomicBoolean away = new AtomicBoolean(true);
        FailingLog failing = new FailingLog(MessageLog.inMemory(1 << 20), away, FOR_A_MOMENT);
        begin(handler.start(failing));
        List<String> before =
                failing.heads().stream().map(LogPosition::toString).toList();
        publish("room.a", 1, 2);
        try (SessionSocket socket = comeBack(wire, before)) {
            socket.request("1", "join", List.of("room.a"));
            assertThat(until(socket, "gap room.a")).containsExactly("gap room.a");
            away.set(false);
            publish("room.a", 3, 3);
            assertThat(until(socket, "room.a 3")).containsExactly("room.a 3");
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyClientsComeBackAtOnce(Wire wire) throws Exception {
        int clients = Integer.getInteger("recovery.clients", 100);
        List<String> before = heads();
        IntStream.range(0, 20).forEach(room -> publish("room." + room, 1, 5));
        List<SessionSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < clients; i++) {
                SessionSocket socket = comeBack(wire, before);
                socket.request("1", "join", List.of("room.*"));
                sockets.add(socket);
            }
            for (SessionSocket socket : sockets) {
                List<String> got = new ArrayList<>();
                while (got.size() < 100) {
                    Envelope envelope = socket.poll(PATIENCE);
                    assertThat(envelope).as("after %s", got).isNotNull();
                    text(envelope).ifPresent(got::add);
                }
                assertThat(got).doesNotHaveDuplicates();
                assertThat(got).containsSubsequence("room.7 1", "room.7 2", "room.7 3", "room.7 4", "room.7 5");
            }
        } finally {
            sockets.forEach(SessionSocket::close);
        }
    }
}
