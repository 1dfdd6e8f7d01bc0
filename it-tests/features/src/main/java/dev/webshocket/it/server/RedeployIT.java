package dev.webshocket.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.Archives;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.FarewellHandler;
import dev.webshocket.it.app.GuestBook;
import dev.webshocket.it.app.NoGrace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application that is deployed again and again. */
@ExtendWith(ArquillianExtension.class)
class RedeployIT {

    private static final String NAME = "redeployed";
    private static final int TIMES = 20;

    @ArquillianResource
    Deployer deployer;

    private final Server server = new Server(NAME);

    @Deployment(name = NAME, managed = false, testable = false)
    static WebArchive redeployed() {
        return Archives.war(NAME, FarewellHandler.class, GuestBook.class, NoGrace.class);
    }

    @Test
    void leavesNothingOfItsEarlierSelvesInMemory() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            deployer.deploy(NAME);
            useAndUndeploy();
        }
        deployer.deploy(NAME);
        try (DemoClient client = server.connect("/ws", Encoding.JSON)) {
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(
                            () -> assertThat(client.call("class_loaders")).isEqualTo(Answer.result(1L)));
        } finally {
            deployer.undeploy(NAME);
        }
    }

    /** Leaves one client connected, with a stream, that has used the service in each way that may leave something. */
    private void useAndUndeploy() throws Exception {
        try (DemoClient streaming = server.connect("/ws", Encoding.MSGPACK);
                DemoClient calling = server.connect("/ws", Encoding.JSON)) {
            streaming.next(streaming.send("count", List.of(10), Map.of()));
            assertThat(calling.call("roundabout", "x")).isEqualTo(Answer.result("x"));
            assertThat((Long) calling.call("class_loaders").response()).isPositive();
            deployer.undeploy(NAME);

            assertThat(streaming.closeCode()).isEqualTo(1001);
            assertThat(calling.closeCode()).isEqualTo(1001);
        }
    }
}
