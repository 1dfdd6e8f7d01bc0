package dev.webshocket.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.app.news.NewsHandler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The features that the example lacks, in both encodings. */
@ExtendWith(ArquillianExtension.class)
class NewsIT {

    private final Server server = new Server("paper");

    @Deployment(testable = false)
    static WebArchive paper() {
        return Archives.war("paper").addPackage(NewsHandler.class.getPackage());
    }

    private DemoClient connect(Encoding encoding) {
        return server.connect("/news", encoding);
    }

    private static Map<String, Object> channel(String name, Object data) {
        return Map.of("source", 2L, "data", data, "channel", name);
    }

    @ParameterizedTest
    @EnumSource
    void attributesOfAnyKindStayWithTheConnection(Encoding encoding) throws Exception {
        Map<String, Object> attributes = Map.of("username", "alice", "is_admin", false, "tags", List.of("a", 1L));
        try (DemoClient client = connect(encoding)) {
            assertThat(client.call("set", attributes)).isEqualTo(Answer.result(attributes));
        }
    }

    @ParameterizedTest
    @EnumSource
    void severalMatchesDeliverAMessageOnce(Encoding encoding) throws Exception {
        try (DemoClient reader = connect(encoding);
                DemoClient writer = connect(encoding)) {
            // One for each encoding, since the server may not have noticed that the other's reader has disconnected.
            String news = encoding + ".news.";
            List<String> patterns = List.of(news + "tech", news + "*", news + "[st]*", news + "?ech");
            Answer following = reader.call("follow", patterns);
            assertThat(Set.copyOf((List<?>) following.response())).isEqualTo(Set.copyOf(patterns));

            assertThat(writer.call("publish", news + "tech", "New CPU")).isEqualTo(Answer.result(1L));
            assertThat(writer.call("publish", encoding + ".weather", "Rain")).isEqualTo(Answer.result(0L));
            assertThat(writer.call("publish", news + "sports", "Victory")).isEqualTo(Answer.result(1L));
            assertThat(reader.nextPacket()).isEqualTo(channel(news + "tech", "New CPU"));
            assertThat(reader.nextPacket()).isEqualTo(channel(news + "sports", "Victory"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyThreadMayPublish(Encoding encoding) throws Exception {
        try (DemoClient reader = connect(encoding);
                DemoClient writer = connect(encoding)) {
            reader.call("follow", List.of("news"));

            writer.send("publish_apart", List.of("news", "Sun"), Map.of());

            assertThat(reader.nextPacket()).isEqualTo(channel("news", "Sun"));
            assertThat(reader.nextPacket()).isEqualTo(Map.of("source", 1L, "data", "Sun"));
            assertThat(reader.nextPacket()).isEqualTo(channel("news", "Sun"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConditionSelectsSubscribers(Encoding encoding) throws Exception {
        try (DemoClient east = connect(encoding);
                DemoClient west = connect(encoding)) {
            String alerts = encoding + ".alerts";
            east.call("set", Map.of("region", "us-east"));
            west.call("set", Map.of("region", "us-west"));
            east.call("follow", List.of(alerts));
            west.call("follow", List.of(alerts));

            assertThat(west.call("publish_in", "us-east", alerts, "Storm")).isEqualTo(Answer.result(1L));
            assertThat(east.nextPacket()).isEqualTo(channel(alerts, "Storm"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneOfSeveralAccessRulesIsEnough(Encoding encoding) throws Exception {
        try (DemoClient client = connect(encoding)) {
            assertThat(client.call("archive").error()).isEqualTo(-32002L);
            client.call("set", Map.of("is_admin", false));
            assertThat(client.call("archive").error()).isEqualTo(-32002L);
            client.call("set", Map.of("pass", "day"));
            assertThat(client.call("archive")).isEqualTo(Answer.result("Yesterday's news"));
        }
    }
}
