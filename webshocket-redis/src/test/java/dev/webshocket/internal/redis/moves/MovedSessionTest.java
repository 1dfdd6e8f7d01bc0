package dev.webshocket.internal.redis.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ChannelRules;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.SessionMessage.Gap;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.Packet;
import dev.webshocket.redis.support.Node;
import dev.webshocket.redis.support.RedisServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;

/** A session that goes from one server to another and back, with a log and a store on Redis, in both encodings. */
@Tag("slow")
@Timeout(120)
class MovedSessionTest {

    private static final ChannelRules RULES = ChannelRules.builder()
            .channel("short.*", rule -> rule.history(2, Duration.ofMinutes(10)))
            .channel("*", rule -> rule.history(100, Duration.ofMinutes(10)))
            .build();

    private final RedisServer redis = RedisServer.start();

    @AfterEach
    void stop() {
        redis.close();
    }

    private Node start() throws Exception {
        return Node.start(
                redis,
                environment -> environment.channelRules(RULES).credentials(DeskHandler.check()),
                new DeskHandler());
    }

    private static SessionSocket open(Node node, Wire wire, String resume, List<String> positions) {
        SessionSocket socket = SessionSocket.connect(node.server().uri("/desk"), wire);
        socket.send(new Hello(resume, 0, positions, "ada"));
        return socket;
    }

    /** Returns where the shards end, as a server tells a new client. */
    private static List<String> heads(Node node, Wire wire) throws Exception {
        try (SessionSocket socket = open(node, wire, null, List.of())) {
            return socket.welcome().positions();
        }
    }

    private static void publish(Node node, int from, int to) {
        publish(node, "news.tea", from, to);
    }

    private static void publish(Node node, String channel, int from, int to) {
        IntStream.rangeClosed(from, to)
                .forEach(number -> node.server().engine().channels().publish(channel, number));
    }

    private static void hears(SessionSocket socket, int from, int to) throws InterruptedException {
        for (long number = from; number <= to; number++) {
            Packet packet = socket.packet();
            assertThat(packet.channel()).isEqualTo("news.tea");
            assertThat(packet.data()).isEqualTo(number);
        }
    }

    /** Takes messages and gaps until some have come. */
    private static List<String> until(SessionSocket socket, String... last) throws Exception {
        List<String> got = new ArrayList<>();
        while (!got.containsAll(List.of(last))) {
            Envelope envelope = socket.poll(Duration.ofSeconds(20));
            assertThat(envelope).as("after %s", got).isNotNull();
            if (envelope.session() instanceof Gap gap) {
                got.add("gap " + String.join(" ", gap.channels()));
            } else if (envelope.session() == null) {
                got.add(envelope.packet().channel() + " " + envelope.packet().data());
            }
        }
        return got;
    }

    private static Welcome goesOn(SessionSocket socket, Welcome first) throws InterruptedException {
        Welcome welcome = socket.welcome();
        assertThat(welcome.resumed()).isEqualTo(Resumed.STATE);
        assertThat(welcome.session()).isEqualTo(first.session());
        socket.ack(0);
        return welcome;
    }

    @ParameterizedTest
    @EnumSource
    void aSessionGoesToAnotherServerAndBack(Wire wire) throws Exception {
        try (Node one = start();
                Node two = start()) {
            SessionSocket lost = open(one, wire, null, List.of());
            Welcome first = lost.welcome();
            lost.ack(0);
            assertThat(lost.call("1", "fill", "tea", 3).error()).isNull();
            assertThat(lost.call("2", "join", List.of("news.*")).error()).isNull();
            assertThat(lost.call("3", "bump").response()).isEqualTo(1L);
            publish(two, 1, 2);
            hears(lost, 1, 2);
            List<String> read = heads(one, wire);
            // Cut while the first server still believes in its socket, once the state is stored.
            await().atMost(Duration.ofSeconds(20)).until(() -> stored(first).contains("\"count\":1"));

            publish(two, 3, 4);
            Welcome second;
            List<String> further;
            try (SessionSocket socket = open(two, wire, first.resume(), read)) {
                second = goesOn(socket, first);
                hears(socket, 3, 4);
                assertThat(socket.call("1", "basket").response()).isEqualTo("ada tea 3 5");
                assertThat(socket.call("2", "bump").response()).isEqualTo(2L);
                assertThat(socket.call("3", "me").response()).isEqualTo("ada");
                further = heads(two, wire);
                await().atMost(Duration.ofSeconds(20)).until(() -> stored(first).contains("\"count\":2"));
                socket.cut();
            }
            publish(one, 5, 6);
            try (SessionSocket socket = open(one, wire, second.resume(), further)) {
                goesOn(socket, first);
                hears(socket, 5, 6);
                assertThat(lost.closeCode()).isEqualTo(4001);
                assertThat(socket.call("1", "bump").response()).isEqualTo(3L);
            }
        }
    }

    /** All servers are stopped at times, but for one that publishes: the log and the store are those of Redis. */
    @ParameterizedTest
    @EnumSource
    void aRestartedServerGivesWhatWasMissedOrAGap(Wire wire) throws Exception {
        try (Node publisher = start()) {
            Welcome first;
            List<String> read;
            try (Node one = start()) {
                SessionSocket lost = open(one, wire, null, List.of());
                first = lost.welcome();
                lost.ack(0);
                assertThat(lost.call("1", "join", List.of("news.tea", "news.*", "short.*"))
                                .error())
                        .isNull();
                publish(publisher, 1, 2);
                hears(lost, 1, 2);
                read = heads(one, wire);
            }
            publish(publisher, 3, 4);
            publish(publisher, "news.milk", 1, 2);
            publish(publisher, "short.a", 1, 5);
            try (Node two = start();
                    SessionSocket socket = open(two, wire, first.resume(), read)) {
                goesOn(socket, first);
                List<String> got = until(socket, "news.tea 4", "news.milk 2", "short.a 5");
                assertThat(got)
                        .containsExactlyInAnyOrder(
                                "news.tea 3",
                                "news.tea 4",
                                "news.milk 1",
                                "news.milk 2",
                                "gap short.*",
                                "short.a 4",
                                "short.a 5")
                        .containsSubsequence("news.tea 3", "news.tea 4")
                        .containsSubsequence("news.milk 1", "news.milk 2")
                        .containsSubsequence("gap short.*", "short.a 4", "short.a 5");
                publish(publisher, 5, 5);
                hears(socket, 5, 5);
            }
        }
    }

    private String stored(Welcome welcome) {
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            String form = jedis.hget("{webshocket:test:" + welcome.session() + "}:session", "b");
            return form == null ? "" : form;
        }
    }
}
