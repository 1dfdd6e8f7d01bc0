package dev.webshocket.it.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.Server;
import dev.webshocket.it.managed.TestUser;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The identity of callers, if the application has its own users and the server knows none of them. */
public interface OwnUsersFeatures extends IdentityFeatures {

    /** Returns the server of the application. */
    Server server();

    /** Returns the header that authenticates a user. */
    String authorization(TestUser user);

    private Map<String, String> headers(TestUser user) {
        return Map.of("Authorization", authorization(user));
    }

    @Override
    default TestUser admin() {
        return TestUser.CAROL;
    }

    @Override
    default TestUser viewer() {
        return TestUser.DAVE;
    }

    @Override
    default DemoClient connect(TestUser user) {
        return server().connect("/ws", Encoding.JSON, headers(user));
    }

    @Test
    default void aHandshakeOfNobodyGets401() {
        assertThat(server().refusal("/ws", Map.of())).isEqualTo(401);
        assertThat(server().refusal("/ws", headers(TestUser.ALICE))).isEqualTo(401);
    }

    @Test
    default void aHandshakeOfSomebodyWithoutTheRoleGets403() {
        assertThat(server().refusal("/ws", headers(TestUser.EVE))).isEqualTo(403);
    }
}
