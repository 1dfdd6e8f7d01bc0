package dev.webshocket.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.app.CrowdHandler;
import dev.webshocket.it.app.NoGrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A thousand clients of an application that is undeployed. */
@ExtendWith(ArquillianExtension.class)
class CrowdIT {

    private static final String NAME = "crowd";
    private static final int CLIENTS = 1_000;

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = NAME, managed = false, testable = false)
    static WebArchive crowd() {
        return Archives.war(NAME, CrowdHandler.class, NoGrace.class);
    }

    @Test
    void eachOfAThousandClientsGetsGoingAway() throws Exception {
        deployer.deploy(NAME);
        List<DemoClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                DemoClient client = new Server(NAME).connect("/ws", Encoding.values()[i % 4 / 2]);
                clients.add(client);
                client.send(i % 2 == 0 ? "ticks" : "time", List.of(), Map.of());
            }
            // A client with an answer is connected.
            for (int i = 0; i < CLIENTS; i++) {
                assertThat(clients.get(i).nextAnswer().stream()).isEqualTo(i % 2 == 0);
            }
            deployer.undeploy(NAME);

            Map<Integer, Integer> codes = new HashMap<>();
            for (DemoClient client : clients) {
                codes.merge(client.closeCode(), 1, Integer::sum);
            }
            assertThat(codes).isEqualTo(Map.of(1001, CLIENTS));
        } finally {
            clients.forEach(DemoClient::close);
        }
    }
}
