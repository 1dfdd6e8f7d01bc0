package dev.webshocket.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.Archives;
import dev.webshocket.it.RawHandshake;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.FarewellHandler;
import dev.webshocket.it.app.GuestBook;
import dev.webshocket.it.app.NoGrace;
import dev.webshocket.it.managed.ServerLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a server logs while its application is undeployed, and while clients break the rules: nothing above information. */
@ExtendWith(ArquillianExtension.class)
class QuietLogIT {

    private static final String NAME = "quiet";
    private static final int CLIENTS = 30;
    private static final int STREAMS = 10;

    /** Whether the server takes the frames of clients that do not mask them, as Tyrus does. */
    private static final boolean TAKES_UNMASKED_FRAMES = Boolean.getBoolean("server.unmasked");

    private static final byte[] TEXT_OF_BAD_UTF8 = {
        (byte) 0x81, (byte) 0x84, 0, 0, 0, 0, (byte) 0xFF, (byte) 0xFE, 34, 34
    };
    private static final byte[] TEXT_WITHOUT_MASK = {(byte) 0x81, 8, 34, 97, 98, 99, 100, 101, 102, 34};
    private static final byte[] UNKNOWN_OPCODE = {(byte) 0x83, (byte) 0x80, 0, 0, 0, 0};

    @ArquillianResource
    Deployer deployer;

    private final Server server = new Server(NAME);
    private boolean deployed;
    private ServerLog deployment;
    private ServerLog log;

    @Deployment(name = NAME, managed = false, testable = false)
    static WebArchive quiet() {
        return Archives.war(NAME, FarewellHandler.class, GuestBook.class, NoGrace.class);
    }

    @BeforeEach
    void deploy() {
        deployment = new ServerLog(Path.of(System.getProperty("server.log")), 0).fromNow();
        deployer.deploy(NAME);
        deployed = true;
        log = deployment.fromNow();
    }

    @AfterEach
    void undeploy() {
        if (deployed) {
            deployed = false;
            deployer.undeploy(NAME);
        }
    }

    /** GlassFish now and then fails in code of its own as many connections close at a time. */
    @Test
    @DisabledIfSystemProperty(named = "server.closes.many", matches = "false")
    void anUndeploymentWithConnectionsIsQuietAndComplete(@TempDir Path directory) throws Exception {
        List<DemoClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                DemoClient client = server.connect("/ws", Encoding.values()[i % 2]);
                clients.add(client);
                assertThat(client.call("sign", farewell(directory, i).toString())
                                .error())
                        .isNull();
                if (i < STREAMS) {
                    client.next(client.send("count", List.of(10), Map.of()));
                }
            }
            undeploy();

            for (int i = 0; i < CLIENTS; i++) {
                assertThat(clients.get(i).closeCode()).isEqualTo(1001);
                assertThat(farewell(directory, i)).hasContent("gone: 1001");
            }
        } finally {
            clients.forEach(DemoClient::close);
        }
        assertQuiet();
    }

    /** Where the disconnect callback of a client writes. */
    private static Path farewell(Path directory, int client) {
        return directory.resolve(client + ".txt");
    }

    @Test
    void clientsThatBreakTheRulesAreClosedQuietly() throws Exception {
        assertThat(closeCode(TEXT_OF_BAD_UTF8)).isEqualTo(1007);
        if (!TAKES_UNMASKED_FRAMES) {
            assertThat(closeCode(TEXT_WITHOUT_MASK)).isEqualTo(1002);
        }
        assertThat(closeCode(UNKNOWN_OPCODE)).isEqualTo(1002);
        undeploy();
        assertQuiet();
    }

    private int closeCode(byte[] frame) throws Exception {
        try (RawHandshake client = new RawHandshake(server, "/ws", "Sec-WebSocket-Protocol: webshocket.v1.json\r\n")) {
            assertThat(client.call("roundabout", "\"x\"")).contains("\"x\"");
            // Tomcat loses its close frame, or the head of it, while another thread still ends the sending.
            client.ping();
            return client.closeCode(frame);
        }
    }

    @Test
    void clientsThatVanishAreForgottenQuietly(@TempDir Path directory) throws Exception {
        Path farewell = farewell(directory, 0);
        try (RawHandshake client = new RawHandshake(server, "/ws", "Sec-WebSocket-Protocol: webshocket.v1.json\r\n")) {
            client.call("sign", "\"" + farewell + "\"");
            client.call("count", "1");
            client.reset();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(farewell));
        // The server serves on.
        try (DemoClient other = server.connect("/ws", Encoding.JSON)) {
            assertThat(other.call("roundabout", "x")).isEqualTo(Answer.result("x"));
        }
        undeploy();
        assertQuiet();
    }

    private void assertQuiet() {
        // All servers log a deployment, but Payara logs nothing as an application ends.
        await().atMost(Duration.ofSeconds(20)).until(() -> !deployment.text().isEmpty());
        assertThat(log.loudLines()).as(log::text).isEmpty();
    }
}
