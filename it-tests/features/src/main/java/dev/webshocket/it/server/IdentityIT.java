package dev.webshocket.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.Archives;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.secured.SecuredHandler;
import dev.webshocket.it.managed.TestUser;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who calls: the user that the handshake has been made by, with the container's own means. */
@ExtendWith(ArquillianExtension.class)
class IdentityIT {

    private static final Map<String, Object> ALICE = Map.of("name", "alice", "admin", true, "viewer", false);
    private static final Map<String, Object> BOB = Map.of("name", "bob", "admin", false, "viewer", true);

    private final Server server = new Server("secured");

    @Deployment(testable = false)
    static WebArchive secured() {
        return Archives.war("secured")
                .addPackage(SecuredHandler.class.getPackage())
                .addAsWebInfResource("secured/web.xml", "web.xml")
                .addAsWebInfResource("secured/glassfish-web.xml", "glassfish-web.xml");
    }

    private DemoClient connect(TestUser user) {
        return server.connect("/ws", Encoding.JSON, Map.of("Authorization", user.basic()));
    }

    @Test
    void aHandshakeThatTheContainerDoesNotLetInGets401() {
        assertRefused(401, "/ws");
    }

    private void assertRefused(int status, String path) {
        assertThatThrownBy(() -> server.connect(path, Encoding.JSON))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> assertThat(e.getResponse().statusCode()).isEqualTo(status));
    }

    @Test
    void theConnectionHasTheUserAndItsRoles() throws Exception {
        try (DemoClient alice = connect(TestUser.ALICE);
                DemoClient bob = connect(TestUser.BOB)) {
            assertThat(alice.call("connection")).isEqualTo(Answer.result(ALICE));
            assertThat(bob.call("connection")).isEqualTo(Answer.result(BOB));
        }
    }

    @Test
    void rolesDecideWhoMayCall() throws Exception {
        try (DemoClient alice = connect(TestUser.ALICE);
                DemoClient bob = connect(TestUser.BOB)) {
            assertThat(alice.call("secret")).isEqualTo(Answer.result("Secret data"));
            assertThat(bob.call("secret")).isEqualTo(Answer.failure(-32002, "Access denied for RPC method 'secret'."));
        }
    }

    @Test
    void theSecurityContextOfACallHasTheUser() throws Exception {
        try (DemoClient alice = connect(TestUser.ALICE);
                DemoClient bob = connect(TestUser.BOB)) {
            assertThat(alice.call("context")).isEqualTo(Answer.result(ALICE));
            assertThat(bob.call("context")).isEqualTo(Answer.result(BOB));
            assertThat(bob.stream("contexts")).containsExactly(Answer.item(BOB), Answer.ended());
        }
    }

    @Test
    void enterpriseBeansAreCalledAsTheUser() throws Exception {
        try (DemoClient alice = connect(TestUser.ALICE);
                DemoClient bob = connect(TestUser.BOB)) {
            assertThat(alice.call("bean")).isEqualTo(Answer.result("alice"));
            assertThat(alice.call("bean_secret")).isEqualTo(Answer.result("Secret data"));
            assertThat(bob.call("bean")).isEqualTo(Answer.result("bob"));
            assertThat(bob.call("bean_secret").error()).isEqualTo(-32603L);
        }
    }

    @Test
    void aFilterOfTheApplicationMayTurnHandshakesAway() {
        assertRefused(403, "/token");
    }

    @Test
    void aFilterOfTheApplicationMaySayWhoItIs() throws Exception {
        try (DemoClient carol = server.connect("/token", Encoding.MSGPACK, Map.of("Authorization", "Bearer carol"))) {
            assertThat(carol.call("name")).isEqualTo(Answer.result("carol"));
            assertThat(carol.call("allowed")).isEqualTo(Answer.result("allowed"));
            assertThat(carol.call("forbidden").error()).isEqualTo(-32002L);
        }
    }
}
