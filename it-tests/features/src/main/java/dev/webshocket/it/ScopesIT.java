package dev.webshocket.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.app.scopes.ScopesHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lifetime of beans. */
@ExtendWith(ArquillianExtension.class)
class ScopesIT {

    private final Server server = new Server("scopes");

    @Deployment(testable = false)
    static WebArchive scopes() {
        return Archives.war("scopes").addPackage(ScopesHandler.class.getPackage());
    }

    @Test
    void beansOfAConnectionOutliveItsCallsAndThoseOfARequestDoNot() throws Exception {
        try (DemoClient one = server.connect("/ws", Encoding.JSON);
                DemoClient other = server.connect("/ws", Encoding.MSGPACK)) {
            long all = first(one.call("counts"));
            assertThat(one.call("counts")).isEqualTo(Answer.result(List.of(all + 1, 2L, 1L, 2L)));
            assertThat(other.call("counts")).isEqualTo(Answer.result(List.of(all + 2, 1L, 1L, 2L)));
        }
    }

    private static long first(Answer answer) {
        return (Long) ((List<?>) answer.response()).get(0);
    }

    @Test
    void aStreamIsOneRequest() throws Exception {
        try (DemoClient client = server.connect("/ws", Encoding.JSON)) {
            assertThat(client.stream("stream"))
                    .containsExactly(Answer.item(List.of(1L, 1L)), Answer.item(List.of(2L, 2L)), Answer.ended());
        }
    }

    @Test
    void aStreamThatIsReadLaterIsOneRequest() throws Exception {
        try (DemoClient client = server.connect("/ws", Encoding.MSGPACK)) {
            assertThat(client.stream("lazily"))
                    .containsExactly(Answer.item(List.of(2L, 2L)), Answer.item(List.of(3L, 3L)), Answer.ended());
        }
    }

    @ParameterizedTest
    @CsvSource({"steps, JSON", "steps, MSGPACK", "published_steps, JSON", "published_steps, MSGPACK"})
    void beansOfARequestLiveUntilTheLastItemAndNoLonger(String method, Encoding encoding) throws Exception {
        int count = 500;
        try (DemoClient client = server.connect("/ws", encoding)) {
            List<Answer> expected = new ArrayList<>();
            LongStream.rangeClosed(1, count).forEach(step -> expected.add(Answer.item(step)));
            expected.add(Answer.ended());

            assertThat(client.stream(method, count)).isEqualTo(expected);

            await().untilAsserted(() -> assertThat(client.call("open_errands")).isEqualTo(Answer.result(0L)));
        }
    }

    @Test
    void aResultThatIsReadLaterIsOneRequest() throws Exception {
        try (DemoClient client = server.connect("/ws", Encoding.JSON)) {
            assertThat(client.call("later")).isEqualTo(Answer.result(List.of(2L, 3L)));
        }
    }

    @Test
    void theConnectionCanBeInjected() throws Exception {
        try (DemoClient client = server.connect("/ws", Encoding.MSGPACK)) {
            assertThat(client.call("injected")).isEqualTo(Answer.result(true));
        }
    }
}
