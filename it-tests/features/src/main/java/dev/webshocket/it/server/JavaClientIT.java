package dev.webshocket.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.RpcItems;
import dev.webshocket.client.ClientState;
import dev.webshocket.client.RetryPolicy;
import dev.webshocket.client.WebSocketClient;
import dev.webshocket.it.Archives;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.NamedHandler;
import dev.webshocket.it.app.NoGrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The project's Java client of an application that is redeployed. */
@ExtendWith(ArquillianExtension.class)
class JavaClientIT {

    private static final String NAME = "revived";

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = NAME, managed = false, testable = false)
    static WebArchive revived() {
        return Archives.war(NAME, NamedHandler.class, NoGrace.class);
    }

    @Test
    void reconnectsWhenTheApplicationIsRedeployed() {
        deployer.deploy(NAME);
        try (WebSocketClient client = WebSocketClient.builder(new Server(NAME).uri("ws", "/rooms/a"))
                .retry(RetryPolicy.of(1_000, Duration.ofMillis(100)))
                .connect()) {
            assertThat(client.call("calls", Integer.class)).isEqualTo(1);
            assertThat(client.call("calls", Integer.class)).isEqualTo(2);
            deployer.undeploy(NAME);
            // The next call must not be sent on the ending connection.
            await().atMost(Duration.ofSeconds(20)).until(() -> client.state() != ClientState.CONNECTED);
            deployer.deploy(NAME);

            // The call waits for the connection; the count restarts.
            assertThat(client.call("calls", Integer.class)).isEqualTo(1);
            assertThat(rooms(client)).containsExactly("a", "a", "a");
        } finally {
            deployer.undeploy(NAME);
        }
    }

    private static List<String> rooms(WebSocketClient client) {
        List<String> rooms = new ArrayList<>();
        try (RpcItems<NamedHandler.Item> items = client.streamRpc("items", NamedHandler.Item.class, 3)) {
            items.forEach(item -> rooms.add(item.room()));
        }
        return rooms;
    }
}
