package dev.webshocket.redis.support;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.spi.extension.Cluster;
import dev.webshocket.spi.extension.ClusterContext;
import jakarta.json.bind.JsonbConfig;
import java.util.HashMap;
import java.util.Map;

/** Clusters of tests, opened as applications open them. Stateless. */
public final class Clusters {

    private Clusters() {}

    /** Returns what a server tells the module, with more properties, such as {@code patience}, {@code 1s}. */
    public static ClusterContext context(String url, String... more) {
        Map<String, String> properties = new HashMap<>(Map.of("webshocket.redis.url", url));
        for (int i = 0; i < more.length; i += 2) {
            properties.put("webshocket.redis." + more[i], more[i + 1]);
        }
        return new ClusterContext(
                "test",
                properties::get,
                Clusters.class.getClassLoader(),
                new JsonbConfig(),
                WebshocketSettings.defaults(),
                Links.threads());
    }

    /** Opens a cluster, which the test closes: one server of the application "test". */
    public static Cluster open(RedisServer redis, String... more) {
        return Cluster.open(context(redis.url(), more)).orElseThrow();
    }
}
