package dev.webshocket.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.directory.Directory;
import dev.webshocket.it.feature.IdentityFeatures;
import dev.webshocket.it.managed.TestUser;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The application's own users by name and password: Jakarta Security with an identity store of the application. */
@ExtendWith(ArquillianExtension.class)
class DirectoryIT implements IdentityFeatures {

    private final Server server = new Server("directory");

    @Deployment(testable = false)
    static WebArchive directory() {
        return SecuredWar.withUsersOfItsOwn("directory").addPackage(Directory.class.getPackage());
    }

    @Override
    public TestUser admin() {
        return TestUser.CAROL;
    }

    @Override
    public TestUser viewer() {
        return TestUser.DAVE;
    }

    @Override
    public DemoClient connect(TestUser user) {
        return server.connect("/ws", Encoding.JSON, authorization(user));
    }

    private static Map<String, String> authorization(TestUser user) {
        return Map.of("Authorization", user.basic());
    }

    @Test
    void aHandshakeOfNobodyGets401() {
        assertThat(server.refusal("/ws", Map.of())).isEqualTo(401);
        assertThat(server.refusal("/ws", authorization(TestUser.ALICE))).isEqualTo(401);
    }

    @Test
    void aHandshakeOfSomebodyWithoutTheRoleGets403() {
        assertThat(server.refusal("/ws", authorization(TestUser.EVE))).isEqualTo(403);
    }
}
