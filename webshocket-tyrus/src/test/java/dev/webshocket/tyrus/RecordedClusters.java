package dev.webshocket.tyrus;

import dev.webshocket.spi.extension.Cluster;
import dev.webshocket.spi.extension.ClusterContext;
import dev.webshocket.spi.extension.ClusterProvider;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Opens clusters for tests, where the system property {@link #PROPERTY} is set. */
public final class RecordedClusters implements ClusterProvider {

    static final String PROPERTY = "webshocket.recorded.url";

    /** The clusters that were opened; the service loader makes this class, so tests find them here. */
    static final BlockingQueue<RecordedCluster> OPENED = new LinkedBlockingQueue<>();

    @Override
    public boolean isConfigured(ClusterContext context) {
        return context.properties().apply(PROPERTY) != null;
    }

    @Override
    public List<String> properties() {
        return List.of(PROPERTY);
    }

    @Override
    public Cluster connect(ClusterContext context) {
        if (context.properties().apply(PROPERTY).equals("nonsense")) {
            throw new IllegalArgumentException("WEBSHOCKET-9999: " + PROPERTY + " is no address");
        }
        RecordedCluster cluster = new RecordedCluster(context);
        OPENED.add(cluster);
        return cluster;
    }

    /** Another module. */
    public static final class Others implements ClusterProvider {

        static final String PROPERTY = "webshocket.others.url";

        @Override
        public boolean isConfigured(ClusterContext context) {
            return context.properties().apply(PROPERTY) != null;
        }

        @Override
        public Cluster connect(ClusterContext context) {
            throw new UnsupportedOperationException();
        }
    }
}
