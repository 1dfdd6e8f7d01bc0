package dev.webshocket.it.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rooms, patterns of rooms, and broadcasts. */
public interface ChannelFeatures extends ExampleService {

    private static Map<String, Object> channel(String name, Object data) {
        return Map.of("source", 2L, "data", data, "channel", name);
    }

    private static Map<String, Object> broadcast(Object data) {
        return Map.of("source", 1L, "data", data);
    }

    @ParameterizedTest
    @EnumSource
    default void messagesReachTheRoomExceptTheSender(Encoding encoding) throws InterruptedException {
        try (DemoClient alice = connect(encoding);
                DemoClient bob = connect(encoding)) {
            alice.call("login", "alice");
            assertThat(alice.call("join", "lobby")).isEqualTo(Answer.result("Joined lobby"));
            bob.call("join", "lobby");

            assertThat(alice.call("send_message", "lobby", "hi")).isEqualTo(Answer.result(null));
            assertThat(bob.nextPacket()).isEqualTo(channel("lobby", Map.of("user", "alice", "msg", "hi")));
            assertThat(bob.call("leave", "lobby")).isEqualTo(Answer.result("Left lobby"));
            alice.call("send_message", "lobby", "still there?");
            assertThat(bob.call("greet", "Bob")).isEqualTo(Answer.result("Hello, Bob!"));
        }
    }

    @ParameterizedTest
    @EnumSource
    default void aPatternReachesEachRoomThatMatches(Encoding encoding) throws InterruptedException {
        try (DemoClient alice = connect(encoding);
                DemoClient bob = connect(encoding)) {
            alice.call("login", "alice");
            bob.call("join", "news.*");

            alice.call("send_message", "news.tech", "New CPU released");
            alice.call("send_message", "weather", "Rain");
            alice.call("send_message", "news.sports", "Team wins championship");
            assertThat(bob.nextPacket())
                    .isEqualTo(channel("news.tech", Map.of("user", "alice", "msg", "New CPU released")));
            assertThat(bob.nextPacket())
                    .isEqualTo(channel("news.sports", Map.of("user", "alice", "msg", "Team wins championship")));
        }
    }

    @ParameterizedTest
    @EnumSource
    default void aBroadcastReachesAllOrMatchingConnections(Encoding encoding) throws InterruptedException {
        try (DemoClient admin = connect(encoding);
                DemoClient viewer = connect(encoding)) {
            admin.call("login", "root", "admin");
            viewer.call("login", "alice");

            admin.send("notify_admins", List.of("for admins"), Map.of());
            assertThat(admin.nextPacket()).isEqualTo(broadcast("for admins"));
            admin.send("broadcast", List.of("for all"), Map.of());
            // The first message that the viewer gets is the one for all.
            assertThat(viewer.nextPacket()).isEqualTo(broadcast("for all"));
        }
    }
}
