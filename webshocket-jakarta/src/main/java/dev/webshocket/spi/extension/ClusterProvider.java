package dev.webshocket.spi.extension;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Opens a {@link Cluster}. A {@link ServiceLoader} finds it with the application's class loader. */
public interface ClusterProvider {

    /**
     * Tells whether the application has configured it.
     *
     * @param context what the module needs to know of the application
     * @return whether to {@link #connect}
     */
    boolean isConfigured(ClusterContext context);

    /**
     * Connects this server to the others.
     *
     * @param context what the module needs to know of the application
     * @return the cluster, which the caller closes
     * @throws IllegalArgumentException if the configuration is wrong; the message names setting, rule and cure
     */
    Cluster connect(ClusterContext context);

    /**
     * Returns the properties by which the application configures it, so that others are reported as unknown.
     *
     * @return their names, such as {@code webshocket.redis.url}; none by default
     */
    default List<String> properties() {
        return List.of();
    }

    /** Opens the cluster that is configured. */
    static Optional<Cluster> open(ClusterContext context) {
        List<ClusterProvider> configured = ServiceLoader.load(ClusterProvider.class, context.loader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.isConfigured(context))
                .toList();
        if (configured.size() > 1) {
            throw new IllegalStateException("WEBSHOCKET-0273: more than one cluster module is configured: "
                    + configured.stream()
                            .map(provider -> provider.getClass().getName())
                            .sorted()
                            .toList()
                    + "; remove the properties of all but one");
        }
        return configured.stream().findFirst().map(provider -> provider.connect(context));
    }
}
