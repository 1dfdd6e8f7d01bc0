package dev.webshocket.it.app.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import java.io.IOException;
import java.io.InputStream;

/** Sets the property of Redis while the application is deployed, to what its resource {@value #RESOURCE} has. */
public class RedisUrl implements Extension {

    /** Where the URL is in the application. */
    public static final String RESOURCE = "redis-url.txt";

    private static final String PROPERTY = "webshocket.redis.url";

    void begin(@Observes BeforeBeanDiscovery event) throws IOException {
        try (InputStream url = RedisUrl.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            System.setProperty(PROPERTY, new String(url.readAllBytes(), UTF_8));
        }
    }

    void end(@Observes BeforeShutdown event) {
        System.clearProperty(PROPERTY);
    }
}
