package dev.webshocket.it.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.Archives;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.FarewellHandler;
import dev.webshocket.it.app.GuestBook;
import dev.webshocket.it.app.NoGrace;
import dev.webshocket.it.managed.ServerLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Tomcat logs while an application with connections is undeployed; it looks for threads and thread locals that are left. */
@ExtendWith(ArquillianExtension.class)
class QuietLogIT {

    private static final String NAME = "quiet";
    private static final int CLIENTS = 30;
    private static final int STREAMS = 10;

    @ArquillianResource
    Deployer deployer;

    private final List<DemoClient> clients = new ArrayList<>();

    @Deployment(name = NAME, managed = false, testable = false)
    static WebArchive quiet() {
        return Archives.war(NAME, FarewellHandler.class, GuestBook.class, NoGrace.class);
    }

    @Test
    void anUndeploymentWithConnectionsIsQuiet() throws Exception {
        deployer.deploy(NAME);
        Server server = new Server(NAME);
        for (int i = 0; i < CLIENTS; i++) {
            DemoClient client = server.connect("/ws", i % 2 == 0 ? Encoding.JSON : Encoding.MSGPACK);
            clients.add(client);
            if (i < STREAMS) {
                client.next(client.send("count", List.of(10), Map.of()));
            } else {
                assertThat(client.call("roundabout", "x")).isEqualTo(Answer.result("x"));
            }
        }
        ServerLog log = new ServerLog(Path.of(System.getProperty("server.log")), 0).fromNow();

        deployer.undeploy(NAME);

        for (DemoClient client : clients) {
            assertThat(client.closeCode()).isEqualTo(1001);
        }
        assertThat(log.text())
                .contains("Undeploying context [/" + NAME + "]")
                .doesNotContain("WARN", "SEVERE", "Exception", "WEBSHOCKET-02");
        clients.forEach(DemoClient::close);
    }
}
