package dev.webshocket.internal.endpoint;

import dev.webshocket.ClusterState;
import dev.webshocket.internal.link.CloseStatus;
import jakarta.websocket.CloseReason;
import java.time.Duration;

/**
 * How this server closes connections when it stops. Alone it says when clients are to come back; where other servers are alive,
 * clients go to them at once. Immutable; safe for use by any thread.
 */
final class GoingAway {

    // Both are created early, because an application that has stopped may no longer be able to load classes.
    private final Farewell alone;
    private final Farewell oneOfSeveral;
    private final ClusterState cluster;

    private record Farewell(CloseStatus status, CloseReason reason) {

        static Farewell of(Duration retryAfter) {
            CloseStatus status = CloseStatus.goingAway(retryAfter);
            return new Farewell(status, JakartaLink.reason(status));
        }
    }

    /**
     * Prepares the end.
     *
     * @param retryAfter when clients should come back to a server that is alone; zero to say nothing
     */
    GoingAway(Duration retryAfter, ClusterState cluster) {
        this.alone = Farewell.of(retryAfter);
        this.oneOfSeveral = Farewell.of(Duration.ZERO);
        this.cluster = cluster;
    }

    /** Returns the close status for all connections. */
    CloseStatus status() {
        return farewell().status();
    }

    /** Returns the same for a container. */
    CloseReason reason() {
        return farewell().reason();
    }

    private Farewell farewell() {
        return cluster.servers().size() > 1 ? oneOfSeveral : alone;
    }
}
