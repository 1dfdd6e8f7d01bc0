package dev.webshocket.it.enterprise;

import dev.webshocket.it.Server;
import dev.webshocket.it.app.directory.Directory;
import dev.webshocket.it.feature.OwnUsersFeatures;
import dev.webshocket.it.managed.TestUser;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** The application's own users by name and password: Jakarta Security with an identity store of the application. */
@ExtendWith(ArquillianExtension.class)
class DirectoryIT implements OwnUsersFeatures {

    @Deployment(testable = false)
    static WebArchive directory() {
        return SecuredWar.withUsersOfItsOwn("directory").addPackage(Directory.class.getPackage());
    }

    @Override
    public Server server() {
        return new Server("directory");
    }

    @Override
    public String authorization(TestUser user) {
        return user.basic();
    }
}
