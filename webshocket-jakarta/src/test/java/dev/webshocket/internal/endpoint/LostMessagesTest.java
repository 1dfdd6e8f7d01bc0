package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.SessionMessage.Beat;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.spi.extension.ChannelFilter;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import dev.webshocket.support.SharedLog;
import dev.webshocket.support.TestCluster;
import dev.webshocket.support.WireClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server whose log goes on behind messages that it has not got: its clients get what the log still has, and hear of what is gone.
 */
@Tag("slow")
class LostMessagesTest extends ReturningClients {

    private final TestCluster.Shared shared = new TestCluster.Shared();
    private final TestCluster one = shared.join("one");
    private final TestCluster two = shared.join("two");
    private EngineServer other;

    @BeforeEach
    void join() throws Exception {
        server.close();
        WebshocketSettings settings = WebshocketSettings.builder()
                .pingInterval(Duration.ofSeconds(1))
                // A client that is slow to answer, on a busy machine, is not gone.
                .missedPings(30)
                .shutdownGrace(Duration.ZERO)
                .retryAfter(Duration.ZERO)
                .build();
        begin(EngineServer.startBounded(
                settings,
                environment -> environment.channelRules(RoomsHandler.RULES).cluster(one),
                handler));
        other = EngineServer.startWith(
                environment -> environment.channelRules(RoomsHandler.RULES).cluster(two), new RoomsHandler());
    }

    @AfterEach
    void leave() {
        other.close();
    }

    private SessionSocket subscriber(Wire wire, String... names) throws Exception {
        SessionSocket socket = comeBack(wire, List.of());
        ask(socket, "1", "join", List.of(names));
        return socket;
    }

    private void publishThere(String channel, int from, int to) {
        RoomsHandler.publish(other, channel, from, to);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheLogHasKeptComesOnceAndInOrder(Wire wire) throws Exception {
        try (SessionSocket socket = subscriber(wire, "room.*", "room.a", "price.x")) {
            publishThere("room.a", 1, 2);
            assertThat(until(socket, "room.a 2")).containsExactly("room.a 1", "room.a 2");
            one.log.hold();
            publishThere("room.a", 3, 5);
            publishThere("price.x", 1, 3);
            one.log.skip();
            publishThere("room.a", 6, 6);
            assertThat(until(socket, "room.a 6", "price.x 3"))
                    .containsExactlyInAnyOrder("room.a 3", "room.a 4", "room.a 5", "room.a 6", "price.x 3")
                    .containsSubsequence("room.a 3", "room.a 4", "room.a 5", "room.a 6");
            publishThere("room.a", 7, 7);
            assertThat(until(socket, "room.a 7")).containsExactly("room.a 7");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheLogHasForgottenIsAGap(Wire wire) throws Exception {
        try (SessionSocket socket = subscriber(wire, "room.a", "room.b", "price.x")) {
            one.log.hold();
            publishThere("room.a", 1, 7);
            publishThere("room.b", 1, 2);
            publishThere("price.x", 1, 9);
            one.log.skip();
            List<String> got = until(socket, "room.a 7", "room.b 2", "price.x 9");
            assertThat(got)
                    .containsOnlyOnce("gap room.a")
                    .filteredOn(each -> each.startsWith("gap"))
                    .hasSize(1);
            assertThat(got).containsSubsequence("gap room.a", "room.a 3", "room.a 7");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherEpochIsAGapOfThoseConcerned(Wire wire) throws Exception {
        String sameShard = otherOfShard("room.a", "room.");
        String otherShard = otherThan("room.a", "room.");
        String price = otherOfShard("room.a", "price.");
        String plain = otherOfShard("room.a", "plain.");
        try (SessionSocket socket = subscriber(wire, "room.a", sameShard, otherShard, price, plain);
                SessionSocket pattern = subscriber(wire, "room.*", "plain.*");
                SessionSocket unconcerned = subscriber(wire, price, plain, otherShard)) {
            publishThere("room.a", 1, 1);
            assertThat(until(socket, "room.a 1")).containsExactly("room.a 1");
            assertThat(until(pattern, "room.a 1")).containsExactly("room.a 1");
            shared.log.lose("room.a");
            publishThere("room.a", 2, 2);
            publishThere(otherShard, 1, 1);
            List<String> got = until(socket, "room.a 2", otherShard + " 1");
            assertThat(got.get(0)).isIn("gap room.a " + sameShard, "gap " + sameShard + " room.a", otherShard + " 1");
            assertThat(got).filteredOn(each -> each.startsWith("gap")).hasSize(1);
            assertThat(got).doesNotContain("room.a 1");
            assertThat(until(pattern, "room.a 2", otherShard + " 1"))
                    .containsSubsequence("gap room.*", "room.a 2")
                    .hasSize(3);
            assertThat(until(unconcerned, otherShard + " 1")).containsExactly(otherShard + " 1");
            assertThat(other.engine().channels().history("room.a", 9)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void positionsOfTheNewEpochAreToldAfterTheGap(Wire wire) throws Exception {
        int shard = SharedLog.shardOf("room.a");
        try (SessionSocket socket = subscriber(wire, "room.a")) {
            shared.log.lose("room.a");
            String head = one.log.heads().get(shard).toString();
            boolean gap = false;
            boolean told = false;
            while (!told) {
                Envelope envelope = socket.poll(PATIENCE);
                assertThat(envelope).isNotNull();
                gap |= text(envelope).filter("gap room.a"::equals).isPresent();
                told = envelope.session() instanceof Beat beat
                        && beat.positions().contains(head);
                socket.send(new Beat(List.of()));
            }
            assertThat(gap).isTrue();
        }
        try (SessionSocket next = SessionSocket.connect(rooms, wire)) {
            next.hello(null, 0);
            Welcome welcome = next.welcome();
            assertThat(welcome.positions().get(shard))
                    .isEqualTo(one.log.heads().get(shard).toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void messagesThatAreNotKeptMoveNoPositions(Wire wire) throws Exception {
        try (SessionSocket socket = subscriber(wire, "plain.a", "room.a")) {
            publishThere("plain.a", 1, 3);
            for (int i = 1; i <= 3; i++) {
                Envelope envelope = plain(socket);
                assertThat(envelope.packet()).isEqualTo(Packet.channel("plain.a", (long) i));
                assertThat(envelope.position()).isEmpty();
            }
            publishThere("room.a", 1, 1);
            String position = null;
            List<String> told = List.of();
            while (told.isEmpty()) {
                Envelope envelope = socket.poll(PATIENCE);
                assertThat(envelope).isNotNull();
                position = envelope.position().orElse(position);
                told = envelope.session() instanceof Beat beat ? beat.positions() : told;
                socket.send(new Beat(List.of()));
            }
            assertThat(told).containsExactly(position);
        }
    }

    private static Envelope plain(SessionSocket socket) throws Exception {
        Envelope envelope = socket.poll(PATIENCE);
        while (envelope != null && envelope.source() != PacketSource.CHANNEL) {
            envelope = socket.poll(PATIENCE);
        }
        assertThat(envelope).isNotNull();
        return envelope;
    }

    @ParameterizedTest
    @EnumSource
    void whoCatchesUpGetsMessagesThatAreNotKeptMeanwhile(Wire wire) throws Exception {
        List<String> before =
                one.log.heads().stream().map(LogPosition::toString).toList();
        publishThere("room.a", 1, 3);
        try (SessionSocket socket = comeBack(wire, before)) {
            String plain = otherOfShard("room.a", "plain.");
            ask(socket, "1", "join", List.of(plain));
            socket.request("2", "join", List.of("room.a"));
            publishThere(plain, 1, 1);
            publishThere("room.a", 4, 4);
            int plains = 0;
            for (int number = 1; number <= 4; ) {
                Packet packet = plain(socket).packet();
                if (packet.channel().equals(plain)) {
                    plains++;
                } else {
                    assertThat(packet).isEqualTo(Packet.channel("room.a", (long) number++));
                }
            }
            while (plains == 0) {
                plains += plain(socket).packet().channel().equals(plain) ? 1 : 0;
            }
            assertThat(plains).isEqualTo(1);
        }
    }

    @Test
    void theLogIsAskedForNamesWhereOnlyNamesAreSubscribedTo() throws Exception {
        List<String> before =
                one.log.heads().stream().map(LogPosition::toString).toList();
        publishThere("room.a", 1, 3);
        String plain = otherOfShard("room.a", "plain.");
        try (SessionSocket socket = comeBack(Wire.JSON, before)) {
            socket.request("1", "join", List.of("room.a", plain, "plain.*"));
            assertThat(until(socket, "room.a 3")).hasSize(3);
            ChannelFilter read = one.log.reads.get(one.log.reads.size() - 1);
            assertThat(read.names()).contains(Set.of("room.a"));
            assertThat(read.test("room.a")).isTrue();
            assertThat(read.test("room.b")).isFalse();
        }
        try (SessionSocket socket = comeBack(Wire.JSON, before)) {
            socket.request("1", "join", List.of("room.?"));
            assertThat(until(socket, "room.a 3")).hasSize(3);
            ChannelFilter read = one.log.reads.get(one.log.reads.size() - 1);
            assertThat(read.names()).isEmpty();
            assertThat(read.test("room.b")).isTrue();
            assertThat(read.test("price.b")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void clientsOfVersionOneGetWhatIsKept(WireClient.Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(rooms, wire)) {
            assertThat(client.call("join", List.of("room.a")).error()).isNull();
            one.log.hold();
            publishThere("room.a", 1, 2);
            one.log.skip();
            publishThere("room.a", 3, 3);
            for (long number = 1; number <= 3; number++) {
                assertThat(client.packet()).isEqualTo(Packet.channel("room.a", number));
            }
            shared.log.lose("room.a");
            publishThere("room.a", 4, 4);
            assertThat(client.packet()).isEqualTo(Packet.channel("room.a", 4L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsCatchingUpHearsOfALossOnce(Wire wire) throws Exception {
        List<String> before =
                one.log.heads().stream().map(LogPosition::toString).toList();
        publishThere("room.a", 1, 3);
        one.log.hold();
        publishThere("room.a", 4, 7);
        try (SessionSocket socket = comeBack(wire, before)) {
            socket.request("1", "join", List.of("room.a"));
            one.log.skip();
            List<String> got = until(socket, "room.a 7");
            assertThat(got).endsWith("room.a 5", "room.a 6", "room.a 7").doesNotHaveDuplicates();
            assertThat(got).contains("gap room.a");
            shared.log.lose("room.a");
            publishThere("room.a", 8, 8);
            assertThat(until(socket, "room.a 8")).containsExactly("gap room.a", "room.a 8");
        }
    }

    @Test
    void aConnectionWithoutSubscriptionsIsNotConcerned() throws Exception {
        try (SessionSocket socket = comeBack(Wire.JSON, List.of())) {
            shared.log.lose("room.a");
            ask(socket, "1", "join", List.of("room.a"));
            publishThere("room.a", 1, 1);
            assertThat(until(socket, "room.a 1")).containsExactly("room.a 1");
            await().atMost(PATIENCE).until(() -> one.log.waiting() == 0);
        }
    }

    private static String otherOfShard(String channel, String prefix) {
        return find(channel, prefix, true);
    }

    private static String otherThan(String channel, String prefix) {
        return find(channel, prefix, false);
    }

    private static String find(String channel, String prefix, boolean same) {
        for (char letter = 'b'; letter <= 'z'; letter++) {
            String name = prefix + letter;
            if ((SharedLog.shardOf(name) == SharedLog.shardOf(channel)) == same) {
                return name;
            }
        }
        throw new AssertionError("no name in this shard");
    }
}
