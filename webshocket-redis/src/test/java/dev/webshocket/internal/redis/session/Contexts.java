package dev.webshocket.internal.redis.session;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.redis.support.Links;
import dev.webshocket.spi.extension.ClusterContext;
import jakarta.json.bind.JsonbConfig;

/** Contexts of applications in tests. Stateless. */
final class Contexts {

    private Contexts() {}

    static ClusterContext of(ClassLoader loader) {
        return new ClusterContext(
                "shop", name -> null, loader, new JsonbConfig(), WebshocketSettings.defaults(), Links.threads());
    }

    static ClusterContext own() {
        return of(Contexts.class.getClassLoader());
    }
}
