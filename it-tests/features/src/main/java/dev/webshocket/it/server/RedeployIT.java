package dev.webshocket.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.Archives;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.FarewellHandler;
import dev.webshocket.it.app.GuestBook;
import dev.webshocket.it.app.NamedHandler;
import dev.webshocket.it.app.NoGrace;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application that is redeployed many times. */
@ExtendWith(ArquillianExtension.class)
class RedeployIT {

    private static final String NAME = "redeployed";
    private static final int TIMES = Integer.getInteger("redeployments", 20);

    @ArquillianResource
    Deployer deployer;

    private final Server server = new Server(NAME);

    @Deployment(name = "first", managed = false, testable = false)
    static WebArchive first() {
        return Archives.war("first", NamedHandler.class);
    }

    @Deployment(name = NAME, managed = false, testable = false)
    static WebArchive redeployed() {
        return Archives.war(NAME, FarewellHandler.class, GuestBook.class, NoGrace.class);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES) // Longer than what all tests have.
    void earlierDeploymentsLeaveNothingInMemory() throws Exception {
        closeAConnection();
        for (int i = 0; i < TIMES; i++) {
            deployer.deploy(NAME);
            useAndUndeploy();
        }
        new RetainedDeployments(deployer, NAME).assertNone(this::useAndUndeploy);
    }

    /**
     * Closes a connection in an uncounted application first. Payara keeps exceptions in constants, which retain the
     * classes on the stack at their first use.
     */
    private void closeAConnection() throws Exception {
        deployer.deploy("first");
        try (DemoClient client = new Server("first").connect("/rooms/a", Encoding.JSON)) {
            assertThat(client.call("room")).isEqualTo(Answer.result("a"));
            deployer.undeploy("first");
            assertThat(client.closeCode()).isEqualTo(1001);
        }
    }

    /** Leaves one client connected, with a stream, that has used each feature that might leak. */
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
