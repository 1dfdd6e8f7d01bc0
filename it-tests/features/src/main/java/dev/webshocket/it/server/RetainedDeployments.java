package dev.webshocket.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ConditionTimeoutException;
import org.jboss.arquillian.container.test.api.Deployer;

/**
 * The deployments of an application that stay in memory after their end. The application has {@code class_loaders} at {@code /ws}.
 *
 * @param deployer deploys and undeploys it
 * @param name of the application
 */
record RetainedDeployments(Deployer deployer, String name) {

    /** Payara retains closed connections for half a minute. */
    static final Duration PATIENCE = Duration.ofSeconds(45);

    /**
     * The number of further rounds if something remains. Payara sometimes fails when a client answers during the close
     * of its connection; it then retains objects of one application until the next one ends. A real leak remains after
     * these rounds.
     */
    private static final int MORE_TIMES = 3;

    private static final int POOLED_REQUESTS = 200;

    /** This deployment and those that the server itself keeps in memory, as Payara 7 does with the first of each application. */
    private static final int EXPECTED = 1 + Integer.getInteger("server.keeps.deployments", 0);

    /** Uses the application and undeploys it. */
    interface Round {

        /** Called while the application is deployed. */
        void useAndUndeploy() throws Exception;
    }

    /** Checks that no earlier deployment is in memory. Deploys the application, which is undeployed before and afterwards. */
    void assertNone(Round round) throws Exception {
        deployer.deploy(name);
        try {
            long inMemory = inMemory();
            for (int i = 0; i < MORE_TIMES && inMemory > EXPECTED; i++) {
                round.useAndUndeploy();
                deployer.deploy(name);
                inMemory = inMemory();
            }
            assertThat(inMemory).isEqualTo(EXPECTED);
        } finally {
            deployer.undeploy(name);
        }
    }

    /** Returns how many deployments stay in memory, including the current one, once temporary objects are released. */
    private long inMemory() {
        AtomicLong count = new AtomicLong();
        Server server = new Server(name);
        try (DemoClient client = server.connect("/ws", Encoding.JSON)) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
                usePooledRequests(server);
                count.set((Long) client.call("class_loaders").response());
                return count.get() == EXPECTED;
            });
        } catch (ConditionTimeoutException e) {
            // The caller judges the remaining ones.
        }
        return count.get();
    }

    /**
     * Connects many clients at a time. Payara pools its request objects, and each retains its last WebSocket, with the
     * application, until it is used for another one.
     */
    private static void usePooledRequests(Server server) {
        List<DemoClient> clients = new ArrayList<>();
        for (int i = 0; i < POOLED_REQUESTS; i++) {
            clients.add(server.connect("/ws", Encoding.JSON));
        }
        clients.forEach(DemoClient::close);
    }
}
