package dev.webshocket.it.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls and their errors. */
public interface CallFeatures extends ExampleService {

    @ParameterizedTest
    @EnumSource
    default void callsByNameAndByAlias(Encoding encoding) throws InterruptedException {
        try (DemoClient client = connect(encoding)) {
            assertThat(client.call("add", 10, 20)).isEqualTo(Answer.result(30L));
            assertThat(client.call("multiply", 3, 7)).isEqualTo(Answer.result(21L));
            assertThat(client.call("mul", 3, 7)).isEqualTo(Answer.failure(-32601, "RPC method 'mul' not found."));
        }
    }

    @ParameterizedTest
    @EnumSource
    default void takesArgumentsByPositionAndByName(Encoding encoding) throws InterruptedException {
        try (DemoClient client = connect(encoding)) {
            assertThat(client.call("greet", "Ada")).isEqualTo(Answer.result("Hello, Ada!"));
            assertThat(client.callByName("greet", Map.of("name", "Bob"))).isEqualTo(Answer.result("Hello, Bob!"));
            assertThat(client.call("add", 10, "x").error()).isEqualTo(-32602L);
            assertThat(client.call("add", 10).error()).isEqualTo(-32602L);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void echoesAnyValue(Encoding encoding) throws InterruptedException {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("none", null);
        object.put("list", List.of(1L, 2.5, "three", true, List.of(), Map.of()));
        try (DemoClient client = connect(encoding)) {
            for (Object value : List.of(object, 3.0, Long.MAX_VALUE, "", "\u00fc\ud83d\ude00", "x".repeat(200_000))) {
                assertThat(client.call("echo", value)).isEqualTo(Answer.result(value));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    default void hidesUnexpectedExceptions(Encoding encoding) throws InterruptedException {
        try (DemoClient client = connect(encoding)) {
            Answer answer = client.call("divide", 1, 0);

            assertThat(answer.error()).isEqualTo(-32603L);
            assertThat((String) answer.response()).startsWith("Internal error").doesNotContainIgnoringCase("zero");
        }
    }

    @ParameterizedTest
    @EnumSource
    default void closesOnAMessageThatIsTooLong(Encoding encoding) throws Exception {
        try (DemoClient client = connect(encoding)) {
            try {
                client.send("echo", List.of("x".repeat(1 << 20)), Map.of());
            } catch (CompletionException e) {
                // The server closed before the client finished sending.
            }

            assertThat(client.closeCode()).isEqualTo(1009);
        }
    }
}
