package dev.webshocket.it.enterprise;

import dev.webshocket.it.Server;
import dev.webshocket.it.app.bearer.BearerMechanism;
import dev.webshocket.it.feature.OwnUsersFeatures;
import dev.webshocket.it.managed.TestUser;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** The application's own users by a token: Jakarta Security with an authentication mechanism of the application. */
@ExtendWith(ArquillianExtension.class)
class BearerIT implements OwnUsersFeatures {

    @Deployment(testable = false)
    static WebArchive bearer() {
        return SecuredWar.withUsersOfItsOwn("bearer").addPackage(BearerMechanism.class.getPackage());
    }

    @Override
    public Server server() {
        return new Server("bearer");
    }

    @Override
    public String authorization(TestUser user) {
        return user.bearer();
    }
}
