package dev.webshocket.it.enterprise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.managed.ThreadsHandler;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls on the server's executor, as configured in the settings. */
@ExtendWith(ArquillianExtension.class)
class ManagedExecutorIT {

    private final Server server = new Server("managed");

    @Deployment(testable = false)
    static WebArchive managed() {
        return EnterpriseIT.war("managed").addPackage(ThreadsHandler.class.getPackage());
    }

    @Test
    void callsStreamsAndCallbacksRunOnThreadsOfTheServer() throws Exception {
        try (DemoClient client = server.connect("/threads", Encoding.JSON)) {
            assertThat(client.call("connected")).isEqualTo(Answer.result(true));
            assertThat(client.call("managed")).isEqualTo(Answer.result(true));
            assertThat(client.stream("managed_stream")).containsExactly(Answer.item(true), Answer.ended());
        }
    }

    @Test
    void theyHaveWhatTheyHaveOnOtherThreads() throws Exception {
        try (DemoClient client = server.connect("/ws", Encoding.MSGPACK)) {
            assertThat(client.call("module")).isEqualTo(Answer.result("managed"));
            assertThat(client.stream("modules")).containsExactly(Answer.item("managed"), Answer.ended());
            assertThat(client.call("transactional")).isEqualTo(Answer.result(true));
            assertThat(client.call("greet", "Ada")).isEqualTo(Answer.result("Hello, Ada"));
        }
    }
}
