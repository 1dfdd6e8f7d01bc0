package dev.webshocket.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.webshocket.demo.DemoClient.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the demo has for its page: the chat, the story, the bucket, and the texts of the methods. */
@ExtendWith(RunningDemo.class)
class PageServiceTest {

    private static final int APPLICATION_ERROR = -32001;

    private static DemoClient connect(Encoding encoding) {
        return new DemoClient(RunningDemo.server().uri("/ws"), encoding);
    }

    private static Map<String, Object> said(String room, String user, String msg, String key) {
        return Map.of("source", 2L, "channel", room, "data", Map.of("user", user, "msg", msg, "key", key));
    }

    /** The message and the answer may come in either order while a client that has just entered catches up. */
    private static void says(DemoClient client, String room, String user, String msg, String key)
            throws InterruptedException {
        client.send("say", List.of(room, msg, key), Map.of());
        assertThat(List.<Map<?, ?>>of(client.nextPacket(), client.nextPacket()))
                .contains(said(room, user, msg, key))
                .anySatisfy(packet -> assertThat(packet.get("rpc")).isInstanceOf(Map.class));
    }

    private static List<Object> names(Answer members) {
        return ((List<?>) members.response())
                .stream()
                        .<Object>map(member -> ((Map<?, ?>) member).get("info"))
                        .toList();
    }

    @ParameterizedTest
    @EnumSource
    void methodsHaveTheFirstSentenceOfTheirJavadoc(Encoding encoding) throws InterruptedException {
        try (DemoClient client = connect(encoding)) {
            Map<?, ?> document = (Map<?, ?>) client.call("rpc.discover").response();
            assertThat((List<?>) document.get("methods"))
                    .allSatisfy(method -> assertThat(((Map<?, ?>) method).get("summary"))
                            .as("%s", ((Map<?, ?>) method).get("name"))
                            .isInstanceOf(String.class))
                    .anySatisfy(method ->
                            assertThat(((Map<?, ?>) method).get("summary")).isEqualTo("Adds two whole numbers."));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoEntersARoomGetsWhatWasSaidBefore(Encoding encoding) throws InterruptedException {
        String room = "room.chat." + encoding;
        try (DemoClient alice = connect(encoding);
                DemoClient bob = connect(encoding)) {
            assertThat(names(alice.call("enter", "alice", room))).containsExactly("alice");
            says(alice, room, "alice", "hi", "1");

            bob.send("enter", List.of("bob", room), Map.of());
            // The answer and what was said may come in either order.
            assertThat(List.<Map<?, ?>>of(bob.nextPacket(), bob.nextPacket())).contains(said(room, "alice", "hi", "1"));
            assertThat(names(bob.call("members", room))).containsExactlyInAnyOrder("alice", "bob");
        }
    }

    @ParameterizedTest
    @EnumSource
    void typingIsToldToTheOthersInTheRoom(Encoding encoding) throws InterruptedException {
        String room = "room.typing." + encoding;
        try (DemoClient alice = connect(encoding);
                DemoClient bob = connect(encoding)) {
            alice.call("enter", "alice", room);
            bob.call("enter", "bob", room);
            assertThat(alice.call("typing", room)).isEqualTo(Answer.result(null));
            assertThat(bob.nextPacket()).isEqualTo(Map.of("source", 2L, "channel", "typing." + room, "data", "alice"));

            assertThat(bob.call("exit", room)).isEqualTo(Answer.result(null));
            alice.call("typing", room);
            says(alice, room, "alice", "bye", "2");
            assertThat(bob.call("greet", "Bob")).isEqualTo(Answer.result("Hello, Bob!"));
            assertThat(names(alice.call("members", room))).containsExactly("alice");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theChatRefusesWhatIsNoNameOrNoMessage(Encoding encoding) throws InterruptedException {
        String room = "room.refused." + encoding;
        try (DemoClient client = connect(encoding)) {
            for (String name : List.of("", " ", "x".repeat(41))) {
                assertThat(client.call("enter", name, room))
                        .isEqualTo(Answer.failure(APPLICATION_ERROR, "a name has 1 to 40 characters"));
            }
            for (String msg : List.of("", " ", "x".repeat(2001))) {
                assertThat(client.call("say", room, msg, "1"))
                        .isEqualTo(Answer.failure(APPLICATION_ERROR, "a message has 1 to 2000 characters"));
            }
            assertThat(client.call("say", room, "hi", "1"))
                    .isEqualTo(Answer.failure(APPLICATION_ERROR, "Not logged in"));
            assertThat(client.call("typing", room)).isEqualTo(Answer.failure(APPLICATION_ERROR, "Not logged in"));
            assertThat(client.call("history", room, 5)).isEqualTo(Answer.result(List.of()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsAStoryWordByWord(Encoding encoding) throws InterruptedException {
        try (DemoClient client = connect(encoding)) {
            List<Answer> words = client.stream("tell", "a 100 % %s", 0);

            assertThat(words).hasSizeGreaterThan(50).last().isEqualTo(Answer.ended());
            assertThat(words.subList(0, 9))
                    .extracting(Answer::response)
                    .containsExactly("Once", "upon", "a", "time", "a", "100", "%", "%s", "lived");
            for (Object delay : List.of(-0.1, 10.1)) {
                assertThat(client.stream("tell", "a hero", delay))
                        .extracting(Answer::error, Answer::response)
                        .containsExactly(tuple((long) APPLICATION_ERROR, "the delay is 0 to 10 seconds"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBucketHasTenCalls(Encoding encoding) throws InterruptedException {
        try (DemoClient client = connect(encoding)) {
            for (int i = 1; i <= 10; i++) {
                assertThat(client.call("take")).isEqualTo(Answer.result(null));
            }
            assertThat(client.call("take").error()).isEqualTo(-32000);
        }
    }
}
