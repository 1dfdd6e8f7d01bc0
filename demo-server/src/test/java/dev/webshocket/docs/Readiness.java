package dev.webshocket.docs;

import dev.webshocket.ClusterState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

// region readiness
@ApplicationScoped
public class Readiness {

    @Inject
    ClusterState cluster;

    /** Returns what a page for operators shows. */
    public Map<String, Object> figures() {
        return Map.of(
                "ready", cluster.isReady(), // false: take no new clients until it is true again
                "servers", cluster.servers(),
                "queued", cluster.queued(),
                "lastCanary", String.valueOf(cluster.lastCanary().orElse(null)));
    }
}
// endregion
