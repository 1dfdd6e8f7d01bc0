package dev.webshocket.it.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The state of a connection. */
public interface StateFeatures extends ExampleService {

    @ParameterizedTest
    @EnumSource
    default void remembersTheLoginOfTheConnection(Encoding encoding) throws InterruptedException {
        try (DemoClient client = connect(encoding);
                DemoClient other = connect(encoding)) {
            assertThat(client.call("whoami")).isEqualTo(Answer.failure(-32001, "Not logged in"));
            assertThat(client.call("login", "alice")).isEqualTo(Answer.result("Logged in as alice"));
            assertThat(client.call("whoami")).isEqualTo(Answer.result("alice"));
            assertThat(other.call("whoami")).isEqualTo(Answer.failure(-32001, "Not logged in"));
        }
    }
}
