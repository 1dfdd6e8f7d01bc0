package dev.webshocket.spi.extension;

import dev.webshocket.WebshocketSettings;
import jakarta.json.bind.JsonbConfig;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.function.UnaryOperator;

/**
 * What a cluster module needs to know of the application. Immutable.
 *
 * @param application separates applications that share an engine: the context path of a web application without its slash, or
 *     "default"
 * @param properties returns the value of a property such as {@code webshocket.redis.url}; null if it is not set
 * @param loader finds the application's classes
 * @param jsonb configures the binding of the application's types
 * @param settings the application's settings
 * @param threads makes threads that live as long as the cluster
 */
public record ClusterContext(
        String application,
        UnaryOperator<String> properties,
        ClassLoader loader,
        JsonbConfig jsonb,
        WebshocketSettings settings,
        ThreadFactory threads) {

    /**
     * Makes a context.
     *
     * @throws NullPointerException if a component is null
     */
    public ClusterContext {
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(properties, "properties");
        Objects.requireNonNull(loader, "loader");
        Objects.requireNonNull(jsonb, "jsonb");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(threads, "threads");
    }
}
