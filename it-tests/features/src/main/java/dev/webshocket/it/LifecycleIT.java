package dev.webshocket.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.app.FarewellHandler;
import dev.webshocket.it.app.GuestBook;
import dev.webshocket.it.app.ThreeSecondsGrace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The clients of an undeployed application. */
@ExtendWith(ArquillianExtension.class)
class LifecycleIT {

    private static final String NAME = "farewell";
    private static final String HASTY = "hasty";

    @ArquillianResource
    Deployer deployer;

    private String deployed;

    @Deployment(name = NAME, managed = false, testable = false)
    static WebArchive farewell() {
        return Archives.war(NAME, FarewellHandler.class, GuestBook.class);
    }

    /** A shorter grace period for streams. */
    @Deployment(name = HASTY, managed = false, testable = false)
    static WebArchive hasty() {
        return Archives.war(HASTY, FarewellHandler.class, GuestBook.class, ThreeSecondsGrace.class);
    }

    private Server deploy(String name) {
        deployer.deploy(name);
        deployed = name;
        return new Server(name);
    }

    @AfterEach
    void undeploy() {
        if (deployed != null) {
            String name = deployed;
            deployed = null;
            deployer.undeploy(name);
        }
    }

    @Test
    void everyClientGetsGoingAway() throws Exception {
        Server server = deploy(HASTY);
        try (DemoClient idle = server.connect("/ws", Encoding.JSON);
                DemoClient streaming = server.connect("/ws", Encoding.MSGPACK)) {
            // A client with an answer is connected.
            assertThat(idle.call("roundabout", "x")).isEqualTo(Answer.result("x"));
            streaming.next(streaming.send("count", List.of(10), Map.of()));
            undeploy();

            for (DemoClient client : List.of(idle, streaming)) {
                assertThat(client.closing().code()).isEqualTo(1001);
                assertThat(client.closing().reason()).endsWith("retry-after=5");
            }
        }
    }

    @Test
    void aRunningCallIsAnsweredFirst() throws Exception {
        Server server = deploy(NAME);
        try (DemoClient client = server.connect("/ws", Encoding.MSGPACK)) {
            String call = client.send("work", List.of(1000), Map.of());
            assertThat(client.nextPacket()).isEqualTo(Map.of("source", 1L, "data", "working"));
            undeploy();

            assertThat(client.next(call)).isEqualTo(Answer.result("done"));
            assertThat(client.closeCode()).isEqualTo(1001);
        }
    }

    @Test
    void disconnectCallbacksStillHaveTheirBeans(@TempDir Path directory) throws Exception {
        Server server = deploy(NAME);
        Path file = directory.resolve("guests.txt");
        try (DemoClient client = server.connect("/ws", Encoding.JSON)) {
            client.call("sign", file.toString());
            undeploy();

            assertThat(client.closeCode()).isEqualTo(1001);
            assertThat(Files.readString(file)).isEqualTo("gone: 1001");
        }
    }
}
