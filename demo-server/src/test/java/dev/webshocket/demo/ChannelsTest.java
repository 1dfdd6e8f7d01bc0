package dev.webshocket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.Channels;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.docs.NewsDesk;
import dev.webshocket.docs.NewsHandler;
import dev.webshocket.tyrus.WebSocketServer;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The demo's rooms and the documented channels, in both encodings. */
@ExtendWith(RunningDemo.class)
class ChannelsTest {

    private static DemoClient connect(Encoding encoding) {
        return new DemoClient(RunningDemo.server().uri("/ws"), encoding);
    }

    private static Map<String, Object> channel(String name, Object data) {
        return Map.of("source", 2L, "data", data, "channel", name);
    }

    private static Map<String, Object> broadcast(Object data) {
        return Map.of("source", 1L, "data", data);
    }

    @ParameterizedTest
    @EnumSource
    void aRoomOfTheDemo(Encoding encoding) throws InterruptedException {
        String room = "room of " + encoding;
        try (DemoClient alice = connect(encoding);
                DemoClient bob = connect(encoding)) {
            assertThat(alice.call("send_message", room, "hi")).isEqualTo(Answer.failure(-32001, "Not logged in"));
            alice.call("login", "alice");
            assertThat(alice.call("join", room)).isEqualTo(Answer.result("Joined " + room));
            assertThat(bob.call("join", room)).isEqualTo(Answer.result("Joined " + room));

            assertThat(alice.call("send_message", room, "hi")).isEqualTo(Answer.result(null));
            assertThat(bob.nextPacket()).isEqualTo(channel(room, Map.of("user", "alice", "msg", "hi")));

            assertThat(bob.call("leave", room)).isEqualTo(Answer.result("Left " + room));
            alice.call("send_message", room, "still there?");
            assertThat(bob.call("greet", "Bob")).isEqualTo(Answer.result("Hello, Bob!"));
            assertThat(alice.call("join", ""))
                    .isEqualTo(Answer.failure(-32001, "the name of a channel must not be empty"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDocumentedExamples(Encoding encoding) throws InterruptedException {
        try (WebSocketServer server = WebSocketServer.builder()
                        .port(0)
                        .handlers(NewsHandler.class)
                        .beans(NewsDesk.class)
                        .start();
                DemoClient admin = new DemoClient(server.uri("/news"), encoding);
                DemoClient reader = new DemoClient(server.uri("/news"), encoding)) {
            NewsDesk desk = server.select(NewsDesk.class).get();
            admin.call("login", true, "us-east");
            admin.call("follow_topic", "alerts");
            assertThat(admin.call("follow_topic", "*").error()).isEqualTo(-32001L);
            reader.call("login", false, "us-east");
            reader.call("follow");

            desk.publish();
            assertThat(reader.nextPacket()).isEqualTo(channel("news.tech", Map.of("headline", "New CPU released")));
            assertThat(reader.nextPacket())
                    .isEqualTo(channel("news.sports", Map.of("headline", "Team wins championship")));

            assertThat(desk.publishToSeveral()).isEqualTo(2);
            assertThat(reader.nextPacket()).isEqualTo(channel("news.tech", "Cold in the data centre"));
            assertThat(reader.nextPacket()).isEqualTo(channel("weather", "Cold in the data centre"));

            desk.broadcast();
            assertThat(admin.nextPacket()).isEqualTo(broadcast("Server is shutting down in 5 minutes"));
            assertThat(reader.nextPacket()).isEqualTo(broadcast("Server is shutting down in 5 minutes"));

            desk.notifyAdmins();
            assertThat(admin.nextPacket()).isEqualTo(broadcast("Admin notice"));
            assertThat(admin.nextPacket()).isEqualTo(channel("news.alerts", "Power failure"));
            assertThat(admin.nextPacket()).isEqualTo(channel("news.alerts", "The keys are in the safe"));
            assertThat(reader.nextPacket()).isEqualTo(channel("news.alerts", "Power failure"));

            desk.tellReaders();
            assertThat(reader.nextPacket()).isEqualTo(broadcast("The news desk closes at ten"));

            reader.call("unfollow");
            assertThat(server.select(Channels.class).get().publish("news.tech", 1))
                    .isZero();
            assertThat(server.select(Channels.class).get().publish("weather", 1))
                    .isEqualTo(1);
        }
    }
}
