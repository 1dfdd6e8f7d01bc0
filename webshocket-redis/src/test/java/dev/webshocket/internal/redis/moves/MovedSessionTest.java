package dev.webshocket.internal.redis.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ChannelRules;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.Packet;
import dev.webshocket.redis.support.Node;
import dev.webshocket.redis.support.RedisServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.time.Duration;
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
        IntStream.rangeClosed(from, to)
                .forEach(number -> node.server().engine().channels().publish("news.tea", number));
    }

    private static void hears(SessionSocket socket, int from, int to) throws InterruptedException {
        for (long number = from; number <= to; number++) {
            Packet packet = socket.packet();
            assertThat(packet.channel()).isEqualTo("news.tea");
            assertThat(packet.data()).isEqualTo(number);
        }
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

    private String stored(Welcome welcome) {
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            String form = jedis.hget("{webshocket:test:" + welcome.session() + "}:session", "b");
            return form == null ? "" : form;
        }
    }
}
