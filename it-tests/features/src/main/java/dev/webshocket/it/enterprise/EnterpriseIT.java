package dev.webshocket.it.enterprise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.Archives;
import dev.webshocket.it.Browser;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.enterprise.EnterpriseHandler;
import dev.webshocket.it.app.enterprise.Publisher;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Naming, transactions, persistence and enterprise beans in calls; and other publishers. */
@ExtendWith(ArquillianExtension.class)
class EnterpriseIT {

    /** On the server's default data source. */
    private static final String PERSISTENCE = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
              <persistence-unit name="entries" transaction-type="JTA">
                <properties>
                  <property name="jakarta.persistence.schema-generation.database.action" value="drop-and-create"/>
                </properties>
              </persistence-unit>
            </persistence>
            """;

    private final Server server = new Server("enterprise");
    private DemoClient client;

    @Deployment(testable = false)
    static WebArchive enterprise() {
        return war("enterprise");
    }

    static WebArchive war(String name) {
        return Archives.war(name)
                .addPackage(EnterpriseHandler.class.getPackage())
                .addAsResource(new StringAsset(PERSISTENCE), "META-INF/persistence.xml");
    }

    @BeforeEach
    void connect() {
        client = server.connect("/ws", Encoding.MSGPACK);
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void callsSeeTheNamesOfTheirApplication() throws Exception {
        assertThat(client.call("module")).isEqualTo(Answer.result("enterprise"));
    }

    @Test
    void streamsSeeTheNamesOfTheirApplication() throws Exception {
        assertThat(client.stream("modules")).containsExactly(Answer.item("enterprise"), Answer.ended());
    }

    @Test
    void tasksOnTheServersExecutorSeeThemToo() throws Exception {
        assertThat(client.call("module_later")).isEqualTo(Answer.result("enterprise"));
    }

    @Test
    void threadsAreNamedAfterTheApplicationAndWhatTheyDo() throws Exception {
        assertThat((String) client.call("thread").response()).matches("webshocket-enterprise-calls-\\d+");
        assertThat((String) client.stream("threads").get(0).response()).matches("webshocket-enterprise-streams-\\d+");
    }

    @Test
    void transactionalMethodsHaveATransactionAndOthersNone() throws Exception {
        assertThat(client.call("transactional")).isEqualTo(Answer.result(true));
        assertThat(client.call("stage")).isEqualTo(Answer.result(true));
        assertThat(client.call("plain")).isEqualTo(Answer.result(false));
    }

    @Test
    void aTransactionIsCommittedWhenTheMethodReturns() throws Exception {
        client.call("add_two", "committed 1", "committed 2");

        assertThat(client.call("has", "committed 1")).isEqualTo(Answer.result(true));
        assertThat(client.call("has", "committed 2")).isEqualTo(Answer.result(true));
    }

    @Test
    void aTransactionIsRolledBackWhenTheMethodThrows() throws Exception {
        assertThat(client.call("add_and_fail", "rolled back")).isEqualTo(Answer.failure(-32001, "failed"));

        assertThat(client.call("has", "rolled back")).isEqualTo(Answer.result(false));
    }

    @Test
    void enterpriseBeansCanBeCalled() throws Exception {
        assertThat(client.call("greet", "Ada")).isEqualTo(Answer.result("Hello, Ada"));
    }

    @Test
    void argumentsThatViolateConstraintsAreRefused() throws Exception {
        assertThat(client.call("abbreviate", "ok")).isEqualTo(Answer.result("ok"));
        assertThat(client.call("abbreviate", "longer"))
                .isEqualTo(Answer.failure(-32602, "argument 'word': is too long"));
        // The result's own.
        assertThat(client.call("abbreviate", "yes").error()).isEqualTo(-32603L);
    }

    @Test
    void aHandlerMayBeASessionBean() throws Exception {
        try (DemoClient clerk = server.connect("/clerk", Encoding.JSON)) {
            assertThat(clerk.call("refuse")).isEqualTo(Answer.failure(-32001, "not today"));
            assertThat(clerk.call("sign", "abc")).isEqualTo(Answer.result("signed abc"));
            assertThat(clerk.call("sign", "abcd"))
                    .isEqualTo(Answer.failure(-32602, "argument 'initials': is too long"));
        }
        try (DemoClient late = server.connect("/clerk?late", Encoding.JSON)) {
            assertThat(late.closeCode()).isEqualTo(1008);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyPartOfTheApplicationMayPublish(Publisher publisher) throws Exception {
        String channel = publisher.name();
        try (DemoClient json = server.connect("/readers", Encoding.JSON);
                DemoClient msgpack = server.connect("/readers", Encoding.MSGPACK)) {
            json.call("follow", channel);
            msgpack.call("follow", channel);
            // A client with an answer is connected.
            client.call("greet", "Ada");

            new Browser(server).send("POST", "/publish?by=" + publisher + "&channel=" + channel);

            for (DemoClient reader : List.of(json, msgpack)) {
                assertThat(reader.nextPacket()).isEqualTo(published(channel, "published"));
                assertThat(reader.nextPacket()).isEqualTo(broadcast(2L));
                assertThat(reader.nextPacket()).isEqualTo(published(channel, "published to readers"));
                assertThat(reader.nextPacket()).isEqualTo(broadcast("broadcast to readers"));
            }
            // Has another path.
            assertThat(client.nextPacket()).isEqualTo(broadcast(2L));
            assertThat(client.call("greet", "Ada")).isEqualTo(Answer.result("Hello, Ada"));
        }
    }

    private static Map<String, Object> published(String channel, Object data) {
        return Map.of("source", 2L, "data", data, "channel", channel);
    }

    private static Map<String, Object> broadcast(Object data) {
        return Map.of("source", 1L, "data", data);
    }
}
