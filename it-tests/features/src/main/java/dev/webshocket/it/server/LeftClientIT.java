package dev.webshocket.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.client.WebSocketClient;
import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.Archives;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.FarewellHandler;
import dev.webshocket.it.app.GuestBook;
import dev.webshocket.it.app.NoGrace;
import dev.webshocket.it.app.door.DoorHandler;
import dev.webshocket.it.app.relay.RelayHandler;
import dev.webshocket.it.managed.ServerLog;
import java.nio.file.Path;
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

/** Java clients that an application makes and never closes: they end with it. */
@ExtendWith(ArquillianExtension.class)
class LeftClientIT {

    private static final String CALLING = "calling";
    private static final String CALLED = "called";
    private static final int TIMES = 3;

    @ArquillianResource
    Deployer deployer;

    private final Server server = new Server(CALLING);

    @Deployment(name = CALLING, managed = false, testable = false)
    static WebArchive calling() {
        return Archives.war(CALLING, FarewellHandler.class, GuestBook.class, NoGrace.class)
                .addPackage(RelayHandler.class.getPackage())
                .addAsLibrary(Archives.libraryOf(WebSocketClient.class));
    }

    @Deployment(name = CALLED, managed = false, testable = false)
    static WebArchive called() {
        return Archives.war(CALLED)
                .addPackage(RelayHandler.class.getPackage())
                .addPackage(DoorHandler.class.getPackage())
                .addAsLibrary(Archives.libraryOf(WebSocketClient.class));
    }

    @Test
    void theirConnectionsThreadsAndClassesEndWithTheApplication() throws Exception {
        deployer.deploy(CALLED);
        try (DemoClient watcher = new Server(CALLED).connect("/doors/front?name=watcher", Encoding.JSON)) {
            List<String> events = new ArrayList<>(List.of("came watcher"));
            for (int i = 0; i < TIMES; i++) {
                deployer.deploy(CALLING);
                ServerLog log = new ServerLog(Path.of(System.getProperty("server.log")), 0).fromNow();
                useAndUndeploy();

                events.add("came left");
                events.add("went left");
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(watcher.call("report")).isEqualTo(Answer.result(events)));
                assertThat(log.loudLines()).as(log::text).isEmpty();
            }
            new RetainedDeployments(deployer, CALLING).assertNone(this::useAndUndeploy);
        } finally {
            deployer.undeploy(CALLED);
        }
    }

    /** Leaves one client of another application open, and one of its own. */
    private void useAndUndeploy() throws Exception {
        String other = new Server(CALLED).uri("ws", "/doors/front?name=left").toString();
        String own = server.uri("ws", "/relay").toString();
        try (DemoClient user = server.connect("/relay", Encoding.JSON);
                DemoClient counter = server.connect("/ws", Encoding.MSGPACK)) {
            assertThat(user.call("open", other)).isEqualTo(Answer.result(true));
            assertThat(user.call("open", own)).isEqualTo(Answer.result(true));
            assertThat((Long) counter.call("class_loaders").response()).isPositive();
            deployer.undeploy(CALLING);
        }
    }
}
