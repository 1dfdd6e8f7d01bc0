package dev.webshocket.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.app.door.DoorHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connection callbacks, refused clients, headers, addresses and origins. */
@ExtendWith(ArquillianExtension.class)
class ConnectionsIT {

    private final Server server = new Server("doors");

    @Deployment(testable = false)
    static WebArchive doors() {
        return Archives.war("doors").addPackage(DoorHandler.class.getPackage());
    }

    private DemoClient connect(String door, String name) {
        return connect(door, name, Map.of());
    }

    private DemoClient connect(String door, String name, Map<String, String> headers) {
        return server.connect("/doors/" + door + "?name=" + name, Encoding.JSON, headers);
    }

    @Test
    void beansObserveConnectionsAndDisconnections() throws Exception {
        try (DemoClient bob = connect("front", "bob")) {
            // The answer comes after the arrival was reported; the end of the handshake does not guarantee that.
            assertThat(bob.call("report")).isEqualTo(Answer.result(List.of("came bob")));
            try (DemoClient ann = connect("front", "ann")) {
                assertThat(ann.call("report")).isEqualTo(Answer.result(List.of("came bob", "came ann")));
            }
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(bob.call("report"))
                            .isEqualTo(Answer.result(List.of("came bob", "came ann", "went ann"))));
        }
    }

    @Test
    void aHandlerMayRefuseAClient() throws Exception {
        try (DemoClient nameless = server.connect("/doors/front", Encoding.MSGPACK)) {
            assertThat(nameless.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void theHandshakesHeadersAreAvailable() throws Exception {
        try (DemoClient client = connect("side", "ann", Map.of("X-Mood", "good"))) {
            assertThat(client.call("header", "x-mood")).isEqualTo(Answer.result("good"));
        }
    }

    @Test
    void theAddressIsTheClientsOrThatOfATrustedProxysHeader() throws Exception {
        try (DemoClient near = connect("side", "near");
                DemoClient far = connect("side", "far", Map.of("X-Forwarded-For", "198.51.100.1, 203.0.113.7"))) {
            assertThat(near.call("address")).isEqualTo(Answer.result("127.0.0.1"));
            assertThat(far.call("address")).isEqualTo(Answer.result("203.0.113.7"));
        }
    }

    @Test
    void pagesOfOtherOriginsAreRefused() {
        for (String origin : List.of("https://evil.example", "null", "http://localhost:1")) {
            assertThat(server.refusal("/doors/back?name=eve", Map.of("Origin", origin)))
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "https://friend.example"})
    void pagesOfTheSameOriginAndOfAllowedOnesMayConnect(String origin) throws Exception {
        String own = "http://" + server.uri("http", "").getAuthority();
        try (DemoClient client = connect("back", "fred", Map.of("Origin", origin.equals("own") ? own : origin))) {
            assertThat(client.call("address")).isEqualTo(Answer.result("127.0.0.1"));
        }
    }
}
