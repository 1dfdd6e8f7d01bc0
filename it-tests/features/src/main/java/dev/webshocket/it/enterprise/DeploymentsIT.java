package dev.webshocket.it.enterprise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.Archives;
import dev.webshocket.it.RawHandshake;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.FaultyHandler;
import dev.webshocket.it.app.NamedHandler;
import dev.webshocket.it.app.PlainServlet;
import dev.webshocket.it.app.managed.ThreadsHandler;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kinds of deployments, and deployments that fail. */
@ExtendWith(ArquillianExtension.class)
class DeploymentsIT {

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "left", managed = false, testable = false)
    static WebArchive left() {
        return Archives.war("left", NamedHandler.class);
    }

    @Deployment(name = "right", managed = false, testable = false)
    static WebArchive right() {
        return Archives.war("right", NamedHandler.class);
    }

    @Deployment(name = "ear", managed = false, testable = false)
    static EnterpriseArchive ear() {
        return Archives.ear(
                "united", Archives.thinWar("east", NamedHandler.class), Archives.thinWar("west", NamedHandler.class));
    }

    /** An application with its handler in a library, without any {@code beans.xml}. */
    @Deployment(name = "shelf", managed = false, testable = false)
    static WebArchive shelf() {
        return Archives.war("shelf")
                .addAsLibrary(
                        ShrinkWrap.create(JavaArchive.class, "handlers.jar").addClass(NamedHandler.class));
    }

    @Deployment(name = "plain", managed = false, testable = false)
    static WebArchive plain() {
        return Archives.war("plain", PlainServlet.class);
    }

    @Deployment(name = "bare", managed = false, testable = false)
    static WebArchive bare() {
        return withoutCdiModule(Archives.war("bare", ThreadsHandler.class));
    }

    /** Injects a type of the missing library. */
    @Deployment(name = "barer", managed = false, testable = false)
    static WebArchive barer() {
        return withoutCdiModule(Archives.war("barer", NamedHandler.class));
    }

    private static WebArchive withoutCdiModule(WebArchive war) {
        war.getContent(path -> path.get().contains("/webshocket-cdi-")).keySet().forEach(war::delete);
        return war;
    }

    @Deployment(name = "faulty", managed = false, testable = false)
    static WebArchive faulty() {
        return Archives.war("faulty", FaultyHandler.class);
    }

    @Test
    void twoWarsOfTheSameClassesAndPathsNeverMeet() throws Exception {
        deployer.deploy("left");
        deployer.deploy("right");
        try {
            keepApart(new Server("left"), new Server("right"));
        } finally {
            deployer.undeploy("right");
            deployer.undeploy("left");
        }
    }

    @Test
    @DisabledIfSystemProperty(named = "server.ear.lib", matches = "false")
    void anEarMayContainTheLibrariesOfItsWars() throws Exception {
        deployer.deploy("ear");
        try {
            keepApart(new Server("east"), new Server("west"));
        } finally {
            deployer.undeploy("ear");
        }
    }

    /** An object of a class that only the WAR contains. */
    private static Answer item(String room, long number) {
        return Answer.item(Map.of("room", room, "number", number));
    }

    private static void keepApart(Server one, Server other) throws InterruptedException {
        try (DemoClient here = one.connect("/rooms/a", Encoding.JSON);
                DemoClient there = other.connect("/rooms/b", Encoding.MSGPACK)) {
            assertThat(here.call("room")).isEqualTo(Answer.result("a"));
            assertThat(there.call("room")).isEqualTo(Answer.result("b"));
            assertThat(here.stream("items", 2)).containsExactly(item("a", 0), item("a", 1), Answer.ended());
            assertThat(there.stream("items", 1)).containsExactly(item("b", 0), Answer.ended());
            assertThat(here.call("calls")).isEqualTo(Answer.result(1L));
            assertThat(there.call("calls")).isEqualTo(Answer.result(1L));

            String call = there.send("broadcast", List.of("hello"), Map.of());
            assertThat(there.nextPacket()).isEqualTo(Map.of("source", 1L, "data", "hello"));
            assertThat(there.next(call)).isEqualTo(Answer.result(1L));
            assertThat(here.call("calls")).isEqualTo(Answer.result(2L));
        }
    }

    /** Some servers mix query and path parameters, and some decode the path. */
    @Test
    void theRoomIsTheOneInThePath() throws Exception {
        deployer.deploy("left");
        try {
            Map<String, String> rooms = Map.of(
                    "/rooms/lobby?room=admin", "lobby",
                    "/rooms/%7Broom%7D?room=admin", "{room}",
                    "/rooms/%C3%A9+%2541", "é+%41");
            for (Map.Entry<String, String> room : rooms.entrySet()) {
                try (DemoClient client = new Server("left").connect(room.getKey(), Encoding.MSGPACK)) {
                    assertThat(client.call("room")).isEqualTo(Answer.result(room.getValue()));
                }
            }
        } finally {
            deployer.undeploy("left");
        }
    }

    /** Some servers refuse it themselves. */
    @Test
    void anEscapedSlashIsPartOfTheRoomOrRefused() throws Exception {
        deployer.deploy("left");
        try (RawHandshake handshake = new RawHandshake(new Server("left"), "/rooms/a%2Frooms%2Fadmin", "")) {
            if (handshake.status() == 101) {
                assertThat(handshake.call("room", "")).contains("\"response\":\"a/rooms/admin\"");
            } else {
                assertThat(handshake.status()).isEqualTo(400);
            }
        } finally {
            deployer.undeploy("left");
        }
    }

    @Test
    void aHandlerMayBeInALibraryWithoutABeansXml() throws Exception {
        deployer.deploy("shelf");
        try (DemoClient client = new Server("shelf").connect("/rooms/lobby", Encoding.JSON)) {
            assertThat(client.call("room")).isEqualTo(Answer.result("lobby"));
        } finally {
            deployer.undeploy("shelf");
        }
    }

    @Test
    void aWarWithoutHandlersIsServed() throws Exception {
        deployer.deploy("plain");
        try {
            HttpRequest request = HttpRequest.newBuilder(new Server("plain").uri("http", "/plain"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .body())
                    .isEqualTo("plain");
        } finally {
            deployer.undeploy("plain");
        }
    }

    @Test
    void aWarWithHandlersButWithoutTheCdiModuleIsReported() throws Exception {
        deployer.deploy("left");
        deployer.undeploy("left");
        deployer.deploy("bare");
        deployer.undeploy("bare");
        assertThat(catchThrowable(() -> deployer.deploy("barer"))).isNotNull();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(log().lines().filter(line -> line.contains("WEBSHOCKET-0251")))
                        .satisfiesExactly(
                                line -> assertThat(line)
                                        .contains("nothing serves [" + ThreadsHandler.class.getName() + "]")
                                        .contains("add the dependency dev.webshocket:webshocket-cdi"),
                                line -> assertThat(line)
                                        .contains("nothing serves [" + NamedHandler.class.getName() + "]")));
    }

    private static String log() throws IOException {
        return Files.readString(Path.of(System.getProperty("server.log")));
    }

    @Test
    void mistakesFailTheDeploymentAndAreReportedAndLogged() throws Exception {
        Throwable failure = catchThrowable(() -> deployer.deploy("faulty"));

        assertThat(failure).isNotNull();
        StringWriter result = new StringWriter();
        failure.printStackTrace(new PrintWriter(result));
        assertNames(result.toString());
        // A separate thread may write the log.
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertNames(log()));
    }

    private static void assertNames(String text) {
        assertThat(text)
                .contains("WEBSHOCKET-0007: @RateLimit on " + FaultyHandler.class.getName() + "#limited()")
                .contains("WEBSHOCKET-0011: @RpcMethod on " + FaultyHandler.class.getName() + "#shared()");
    }
}
