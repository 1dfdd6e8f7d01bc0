package dev.webshocket.it.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls with a rate limit. */
public interface RateLimitFeatures extends ExampleService {

    @ParameterizedTest
    @EnumSource
    default void theSixthQueryInAMinuteIsRefused(Encoding encoding) throws InterruptedException {
        try (DemoClient client = connect(encoding)) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.call("expensive_query", "q")).isEqualTo(Answer.result("Results for q"));
            }
            assertThat(client.call("expensive_query", "q"))
                    .isEqualTo(Answer.failure(-32000, "Rate limit exceeded for RPC method 'expensive_query'."));
        }
    }

    @ParameterizedTest
    @EnumSource
    default void aLimitMayDisconnectAfterTheAnswer(Encoding encoding) throws Exception {
        try (DemoClient client = connect(encoding)) {
            String last = null;
            for (int i = 0; i <= 100; i++) {
                last = client.send("chat", List.of("m"), Map.of());
            }
            Answer answer;
            do {
                answer = client.nextAnswer();
            } while (answer.error() == null);

            assertThat(last).isEqualTo("call-100");
            assertThat(answer).isEqualTo(Answer.failure(-32000, "Rate limit exceeded for RPC method 'chat'."));
            assertThat(client.closeCode()).isEqualTo(1013);
        }
    }
}
