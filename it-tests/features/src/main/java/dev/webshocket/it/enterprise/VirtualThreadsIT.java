package dev.webshocket.it.enterprise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.virtual.VirtualHandler;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls on virtual threads of the server, where it has Jakarta Concurrency 3.1. */
@ExtendWith(ArquillianExtension.class)
@EnabledIfSystemProperty(named = "server.virtual", matches = "true")
class VirtualThreadsIT {

    private final Server server = new Server("virtual");

    @Deployment(testable = false)
    static WebArchive virtual() {
        return EnterpriseIT.war("virtual").addPackage(VirtualHandler.class.getPackage());
    }

    @Test
    void callsAndStreamsRunOnVirtualThreads() throws Exception {
        try (DemoClient client = server.connect("/virtual", Encoding.JSON)) {
            assertThat(client.call("virtual")).isEqualTo(Answer.result(true));
            assertThat(client.stream("virtual_stream")).containsExactly(Answer.item(true), Answer.ended());
        }
    }

    @Test
    void theyHaveWhatTheyHaveOnOtherThreads() throws Exception {
        try (DemoClient client = server.connect("/ws", Encoding.MSGPACK)) {
            assertThat(client.call("module")).isEqualTo(Answer.result("virtual"));
            assertThat(client.stream("modules")).containsExactly(Answer.item("virtual"), Answer.ended());
            assertThat(client.call("transactional")).isEqualTo(Answer.result(true));
            assertThat(client.call("greet", "Ada")).isEqualTo(Answer.result("Hello, Ada"));
        }
    }
}
