package dev.webshocket.it.enterprise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.secured.TokenFilter;
import dev.webshocket.it.feature.IdentityFeatures;
import dev.webshocket.it.managed.TestUser;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.net.URI;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server's users by name and password, and users that a filter of the application identifies. */
@ExtendWith(ArquillianExtension.class)
class IdentityIT implements IdentityFeatures {

    private final Server server = new Server("secured");

    @Deployment(testable = false)
    static WebArchive secured() {
        return SecuredWar.named("secured", "<login-config><auth-method>BASIC</auth-method></login-config>")
                .addPackage(TokenFilter.class.getPackage());
    }

    @Override
    public DemoClient connect(TestUser user) {
        return server.connect("/ws", Encoding.JSON, Map.of("Authorization", user.basic()));
    }

    @Test
    void aHandshakeThatTheContainerDoesNotLetInGets401() {
        assertThat(server.refusal("/ws", Map.of())).isEqualTo(401);
        assertThat(server.refusal("/ws", Map.of("Authorization", TestUser.CAROL.basic())))
                .isEqualTo(401);
    }

    @Test
    void aFilterOfTheApplicationMayRefuseHandshakes() {
        assertThat(server.refusal("/token", Map.of())).isEqualTo(403);
    }

    @Test
    void aFilterOfTheApplicationMayIdentifyTheUser() throws Exception {
        try (DemoClient carol = server.connect("/token", Encoding.MSGPACK, Map.of("Authorization", "Bearer carol"))) {
            assertThat(carol.call("name")).isEqualTo(Answer.result("carol"));
            assertThat(carol.call("allowed")).isEqualTo(Answer.result("allowed"));
            assertThat(carol.call("forbidden").error()).isEqualTo(-32002L);
        }
    }

    private static Map<String, String> as(TestUser user) {
        return Map.of("Authorization", user.basic());
    }

    @ParameterizedTest
    @EnumSource
    void aSessionIsResumedByItsUserOnly(Wire wire) throws Exception {
        URI uri = server.uri("ws", "/ws");
        try (SessionSocket alice = SessionSocket.connect(uri, wire, as(TestUser.ALICE))) {
            alice.hello(null, 0);
            Welcome welcome = alice.welcome();
            alice.ack(0);
            alice.call("1", "connection");
            try (SessionSocket bob = SessionSocket.connect(uri, wire, as(TestUser.BOB))) {
                bob.hello(welcome.resume(), 1);
                assertThat(bob.welcome().resumed()).isEqualTo(Resumed.NO);
                assertThat(bob.call("1", "connection").response()).asString().contains("bob");
            }
            try (SessionSocket again = SessionSocket.connect(uri, wire, as(TestUser.ALICE))) {
                again.hello(welcome.resume(), 1);
                assertThat(again.welcome().resumed()).isEqualTo(Resumed.ALL);
                again.ack(1);
                // The roles are those of the new handshake.
                assertThat(again.call("2", "secret").response()).isEqualTo("Secret data");
            }
        }
    }
}
