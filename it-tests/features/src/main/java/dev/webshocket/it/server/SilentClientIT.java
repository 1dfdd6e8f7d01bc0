package dev.webshocket.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.Archives;
import dev.webshocket.it.RawHandshake;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.silent.SilentHandler;
import dev.webshocket.it.managed.ServerLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that the server closes by a thread of the library, which must find the application's beans. */
@ExtendWith(ArquillianExtension.class)
class SilentClientIT {

    private static final int CLIENTS = 5;

    private final Server server = new Server("silent");

    @Deployment(testable = false)
    static WebArchive silent() {
        return Archives.war("silent").addPackage(SilentHandler.class.getPackage());
    }

    @Test
    void theirSubscriptionsEndAndTheirCallbacksRun() throws Exception {
        ServerLog log = new ServerLog(Path.of(System.getProperty("server.log")), 0).fromNow();
        List<RawHandshake> silent = new ArrayList<>();
        // This one answers pings.
        try (DemoClient client = server.connect("/ws", Encoding.JSON)) {
            for (int i = 0; i < CLIENTS; i++) {
                silent.add(new RawHandshake(server, "/ws", "Sec-WebSocket-Protocol: webshocket.v1.json\r\n"));
            }
            await().atMost(Duration.ofSeconds(50))
                    .untilAsserted(() ->
                            assertThat(client.call("counts")).isEqualTo(Answer.result(List.of(1L, (long) CLIENTS))));
        } finally {
            for (RawHandshake each : silent) {
                each.close();
            }
        }
        assertThat(log.loudLines()).as(log::text).isEmpty();
    }
}
