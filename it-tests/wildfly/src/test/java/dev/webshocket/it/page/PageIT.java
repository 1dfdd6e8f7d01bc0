package dev.webshocket.it.page;

import dev.webshocket.it.Archives;
import dev.webshocket.it.Server;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of the built example. */
@Tag("slow")
@ExtendWith(ArquillianExtension.class)
class PageIT implements PartFeatures, ChatFeatures, LossFeatures, LooksFeatures, ScriptFeatures {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Deployment(testable = false)
    static WebArchive example() {
        return Archives.example();
    }

    @Override
    public Chromium chromium() {
        return CHROMIUM;
    }

    @Override
    public URI page() {
        return address();
    }

    static URI address() {
        URI page = new Server("webshocket-example").uri("http", "/");
        return URI.create(page.toString().replace("localhost", "127.0.0.1"));
    }
}
