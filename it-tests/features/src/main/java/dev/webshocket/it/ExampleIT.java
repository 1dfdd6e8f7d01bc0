package dev.webshocket.it;

import dev.webshocket.it.feature.AccessFeatures;
import dev.webshocket.it.feature.CallFeatures;
import dev.webshocket.it.feature.ChannelFeatures;
import dev.webshocket.it.feature.GenericClientFeatures;
import dev.webshocket.it.feature.RateLimitFeatures;
import dev.webshocket.it.feature.StateFeatures;
import dev.webshocket.it.feature.StreamFeatures;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** The built example, deployed unchanged. */
@ExtendWith(ArquillianExtension.class)
class ExampleIT
        implements CallFeatures,
                StreamFeatures,
                StateFeatures,
                ChannelFeatures,
                RateLimitFeatures,
                AccessFeatures,
                GenericClientFeatures {

    @Deployment(testable = false)
    static WebArchive example() {
        return Archives.example();
    }

    @Override
    public Server server() {
        return new Server("webshocket-example");
    }
}
