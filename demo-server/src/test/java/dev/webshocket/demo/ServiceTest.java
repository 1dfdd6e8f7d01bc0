package dev.webshocket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All methods of the demo, in both encodings. */
@ExtendWith(RunningDemo.class)
class ServiceTest {

    private static final int INTERNAL_ERROR = -32603;
    private static final int APPLICATION_ERROR = -32001;

    private DemoClient client;

    @AfterEach
    void disconnect() {
        client.close();
    }

    private DemoClient connect(Encoding encoding) {
        client = new DemoClient(RunningDemo.server().uri("/ws"), encoding);
        return client;
    }

    @ParameterizedTest
    @EnumSource
    void adds(Encoding encoding) throws InterruptedException {
        assertThat(connect(encoding).call("add", 10, 20)).isEqualTo(Answer.result(30L));
    }

    @ParameterizedTest
    @EnumSource
    void multipliesOnlyUnderTheAlias(Encoding encoding) throws InterruptedException {
        assertThat(connect(encoding).call("multiply", 3, 7)).isEqualTo(Answer.result(21L));
        assertThat(client.call("mul", 3, 7)).isEqualTo(Answer.failure(-32601, "RPC method 'mul' not found."));
    }

    @ParameterizedTest
    @EnumSource
    void dividesIntegers(Encoding encoding) throws InterruptedException {
        assertThat(connect(encoding).call("divide", 7, 2)).isEqualTo(Answer.result(3L));
    }

    @ParameterizedTest
    @EnumSource
    void hidesUnexpectedExceptions(Encoding encoding) throws InterruptedException {
        Answer answer = connect(encoding).call("divide", 1, 0);

        assertThat(answer.error()).isEqualTo(INTERNAL_ERROR);
        assertThat((String) answer.response()).startsWith("Internal error").doesNotContainIgnoringCase("zero");
        assertThat(answer.stream()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void greetsByPositionAndByName(Encoding encoding) throws InterruptedException {
        assertThat(connect(encoding).call("greet", "Ada")).isEqualTo(Answer.result("Hello, Ada!"));
        assertThat(client.callByName("greet", Map.of("name", "Bob"))).isEqualTo(Answer.result("Hello, Bob!"));
    }

    @ParameterizedTest
    @EnumSource
    void echoesAnyValue(Encoding encoding) throws InterruptedException {
        connect(encoding);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("none", null);
        object.put("list", List.of(1L, 2.5, "three", true, List.of(), Map.of()));
        for (Object value : List.of(object, 3.0, Long.MAX_VALUE, "", "\u00fc\ud83d\ude00", false)) {
            assertThat(client.call("echo", value)).isEqualTo(Answer.result(value));
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsAsAStream(Encoding encoding) throws InterruptedException {
        List<Answer> expected = Stream.concat(
                        LongStream.rangeClosed(1, 5).mapToObj(Answer::item), Stream.of(Answer.ended()))
                .toList();

        assertThat(connect(encoding).stream("count_to", 5, 0.001)).isEqualTo(expected);
        assertThat(client.stream("count_to", 0)).containsExactly(Answer.ended());
    }

    @ParameterizedTest
    @EnumSource
    void waitsATenthOfASecondAfterEachNumberByDefault(Encoding encoding) throws InterruptedException {
        connect(encoding);
        long begin = System.nanoTime();

        client.stream("count_to", 3);

        assertThat((System.nanoTime() - begin) / 1e6).isGreaterThanOrEqualTo(290);
    }

    @ParameterizedTest
    @EnumSource
    void stopsCountingWhenCancelled(Encoding encoding) throws InterruptedException {
        String id = connect(encoding).send("count_to", List.of(1_000_000, 0.01), Map.of());
        assertThat(client.next(id)).isEqualTo(Answer.item(1L));
        client.cancel(id);

        // A cancellation has no answer, so the answer to a later call shows that it was processed.
        assertThat(client.callSkippingItems("greet", "again")).isEqualTo(Answer.result("Hello, again!"));
        // Long enough for about twenty items.
        assertThat(client.stream("count_to", 2, 0.1)).containsExactly(Answer.item(1L), Answer.item(2L), Answer.ended());
    }

    @ParameterizedTest
    @EnumSource
    void streamsWords(Encoding encoding) throws InterruptedException {
        assertThat(connect(encoding).stream("generate_words", "  one two\tthree\n"))
                .containsExactly(Answer.item("one"), Answer.item("two"), Answer.item("three"), Answer.ended());
        assertThat(client.stream("generate_words", "")).containsExactly(Answer.ended());
    }

    @ParameterizedTest
    @EnumSource
    void countsForEachConnection(Encoding encoding) throws InterruptedException {
        connect(encoding);
        for (long i = 1; i <= 3; i++) {
            assertThat(client.call("bump")).isEqualTo(Answer.result(i));
        }
        try (DemoClient other = new DemoClient(RunningDemo.server().uri("/ws"), encoding)) {
            assertThat(other.call("bump")).isEqualTo(Answer.result(1L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void addsSlowly(Encoding encoding) throws InterruptedException {
        long begin = System.nanoTime();

        assertThat(connect(encoding).call("slow_add", 1, 2, 0.2)).isEqualTo(Answer.result(3L));
        assertThat((System.nanoTime() - begin) / 1e6).isGreaterThanOrEqualTo(190);
    }

    @ParameterizedTest
    @EnumSource
    void knowsNobodyWithoutACredential(Encoding encoding) throws InterruptedException {
        assertThat(connect(encoding).call("me")).isEqualTo(Answer.result(null));
        assertThat(client.call("staff")).isEqualTo(Answer.failure(-32002, "Access denied for RPC method 'staff'."));
    }

    @ParameterizedTest
    @EnumSource
    void remembersTheLoginOfTheConnection(Encoding encoding) throws InterruptedException {
        assertThat(connect(encoding).call("whoami")).isEqualTo(Answer.failure(APPLICATION_ERROR, "Not logged in"));
        assertThat(client.call("login", "alice")).isEqualTo(Answer.result("Logged in as alice"));
        assertThat(client.call("whoami")).isEqualTo(Answer.result("alice"));
        try (DemoClient other = new DemoClient(RunningDemo.server().uri("/ws"), encoding)) {
            assertThat(other.call("whoami").error()).isEqualTo(APPLICATION_ERROR);
        }
    }
}
