package dev.webshocket.it.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that answer with a stream. */
public interface StreamFeatures extends ExampleService {

    @ParameterizedTest
    @EnumSource
    default void streamsItemsAndThenTheEnd(Encoding encoding) throws InterruptedException {
        try (DemoClient client = connect(encoding)) {
            assertThat(client.stream("count_to", 3, 0.001))
                    .containsExactly(Answer.item(1L), Answer.item(2L), Answer.item(3L), Answer.ended());
            assertThat(client.stream("generate_words", "one two"))
                    .containsExactly(Answer.item("one"), Answer.item("two"), Answer.ended());
            assertThat(client.stream("count_to", 0)).containsExactly(Answer.ended());
        }
    }

    @ParameterizedTest
    @EnumSource
    default void callsRunBesideAStream(Encoding encoding) throws InterruptedException {
        try (DemoClient client = connect(encoding)) {
            client.next(client.send("count_to", List.of(1_000_000, 0.01), Map.of()));

            assertThat(client.callSkippingItems("add", 1, 1)).isEqualTo(Answer.result(2L));
        }
    }

    @ParameterizedTest
    @EnumSource
    default void aCancelledStreamSendsNothingMore(Encoding encoding) throws InterruptedException {
        try (DemoClient client = connect(encoding)) {
            String id = client.send("count_to", List.of(1_000_000, 0.01), Map.of());
            assertThat(client.next(id)).isEqualTo(Answer.item(1L));
            client.cancel(id);

            // A cancellation has no answer, so the answer to a later call shows that it was processed.
            assertThat(client.callSkippingItems("greet", "again")).isEqualTo(Answer.result("Hello, again!"));
            // Long enough for about twenty items.
            assertThat(client.stream("count_to", 2, 0.1))
                    .containsExactly(Answer.item(1L), Answer.item(2L), Answer.ended());
        }
    }
}
