package dev.webshocket.it.enterprise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.Archives;
import dev.webshocket.it.Browser;
import dev.webshocket.it.Server;
import dev.webshocket.packet.RpcErrorCode;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tutorial's built application, deployed unchanged. */
@ExtendWith(ArquillianExtension.class)
class TutorialIT {

    private static final long ACCESS_DENIED = RpcErrorCode.RPC_ACCESS_DENIED.code();
    private static final long INTERNAL_ERROR = RpcErrorCode.RPC_INTERNAL_ERROR.code();
    private static final Server SERVER = new Server("board");

    @Deployment(testable = false)
    static WebArchive tutorial() {
        return Archives.tutorial();
    }

    @Test
    void itsPageIsServed() throws Exception {
        Browser browser = new Browser(SERVER);
        assertThat(browser.get("/")).contains("<title>Board</title>");
        assertThat(browser.get("/board.js")).contains("import { Service } from \"./service.js\"");
        assertThat(browser.get("/service.js")).contains("webshocket.v1.json");
    }

    @Test
    void aNoteIsPublishedAfterTheCommit() throws Exception {
        try (DemoClient alice = SERVER.connect("/notes", Encoding.JSON);
                DemoClient bob = SERVER.connect("/notes", Encoding.MSGPACK)) {
            List<?> before = (List<?>) bob.call("watch").response();
            assertThat(alice.call("add", "Milk").error()).isEqualTo(ACCESS_DENIED);
            assertThat(alice.call("login", "alice")).isEqualTo(Answer.result(null));
            Object kept = alice.call("add", "Milk").response();

            assertThat(published(bob)).isEqualTo(kept);
            List<?> after = (List<?>) alice.call("watch").response();
            assertThat(after).hasSize(before.size() + 1);
            assertThat(after.get(before.size())).isEqualTo(kept);
        }
    }

    @Test
    void aRolledBackNoteIsNotPublished() throws Exception {
        try (DemoClient client = SERVER.connect("/notes", Encoding.JSON)) {
            client.call("watch");
            client.call("login", "alice");
            String tooLong = client.send("add", List.of("x".repeat(201)), Map.of());
            assertThat(client.next(tooLong).error()).isEqualTo(INTERNAL_ERROR);

            String call = client.send("add", List.of("Bread"), Map.of());
            assertThat(((Map<?, ?>) published(client)).get("text")).isEqualTo("Bread");
            assertThat(client.next(call).error()).isNull();
        }
    }

    private static Object published(DemoClient client) throws InterruptedException {
        Map<?, ?> packet = client.nextPacket();
        assertThat(packet.get("channel")).isEqualTo("notes");
        return packet.get("data");
    }
}
