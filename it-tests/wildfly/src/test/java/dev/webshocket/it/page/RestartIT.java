package dev.webshocket.it.page;

import dev.webshocket.it.Archives;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of the built example while that is undeployed and deployed again. */
@ExtendWith(ArquillianExtension.class)
class RestartIT implements RestartFeatures {

    private static final String NAME = "example";

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = NAME, managed = false, testable = false)
    static WebArchive example() {
        return Archives.example();
    }

    @BeforeEach
    void start() {
        deployer.deploy(NAME);
    }

    @AfterEach
    void stop() {
        deployer.undeploy(NAME);
    }

    @Override
    public void end() {
        deployer.undeploy(NAME);
    }

    @Override
    public void startAgain() {
        deployer.deploy(NAME);
    }

    @Override
    public Chromium chromium() {
        return CHROMIUM;
    }

    @Override
    public URI page() {
        return PageIT.address();
    }
}
