package dev.webshocket.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.secured.TokenFilter;
import dev.webshocket.it.feature.IdentityFeatures;
import dev.webshocket.it.managed.TestUser;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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
}
