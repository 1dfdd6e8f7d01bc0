package dev.webshocket.cdi;

import dev.webshocket.ChannelRules;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.spi.extension.CallInterceptor;
import dev.webshocket.spi.extension.ChannelRegistry;
import dev.webshocket.spi.extension.Cluster;
import dev.webshocket.spi.extension.ClusterContext;
import dev.webshocket.spi.extension.CredentialCheck;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.PresenceStore;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.extension.SessionStates;
import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.spi.platform.CallContexts;
import dev.webshocket.spi.platform.HandlerInstances;
import dev.webshocket.spi.platform.ServiceEnvironment;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.json.bind.JsonbConfig;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;

/**
 * Makes the engine's environment from the beans of one application. For platforms, such as an embedded server or a
 * servlet listener; applications do not need it.
 */
public final class CdiEnvironment {

    private CdiEnvironment() {}

    /**
     * Makes the environment of an application's engine, without thread contexts.
     *
     * @param beans the application's bean manager
     * @param executors run the calls
     * @return the environment, as from {@link #create(BeanManager, CallExecutors, CallContexts, ClassLoader, String, Cluster)}
     * @throws IllegalArgumentException if the container has no {@link WebshocketExtension}
     */
    public static ServiceEnvironment create(BeanManager beans, CallExecutors executors) {
        return create(beans, executors, List.of(), null);
    }

    /**
     * Makes the environment of an application's engine, with further interceptors.
     *
     * @param beans the application's bean manager
     * @param executors run the calls
     * @param interceptors run outside of the interceptor beans, the outermost first
     * @param cluster from {@link #openCluster}; null for none
     * @return the environment, as from {@link #create(BeanManager, CallExecutors, CallContexts, ClassLoader, String, Cluster)}
     * @throws IllegalArgumentException if the container has no {@link WebshocketExtension}
     */
    public static ServiceEnvironment create(
            BeanManager beans, CallExecutors executors, List<CallInterceptor> interceptors, Cluster cluster) {
        return create(beans, executors, interceptors, CallContexts.NONE, null, "", cluster);
    }

    /**
     * Makes the environment of an application's engine. Call it after the CDI container has started, and close the
     * engine before the container, since disconnect callbacks and the destruction of handlers need the container.
     *
     * @param beans the application's bean manager
     * @param executors run the calls
     * @param contexts carries the context of the handshake to the calls
     * @param application the class loader of the web application, which selects the handlers that it can load, since
     *     the beans of an EAR may belong to several web applications; or null for all handler beans
     * @param contextPath the path of the application, with its slash; empty for none
     * @param cluster from {@link #openCluster}, whose parts stand in for those that are not beans; null for none
     * @return the environment: handlers, scopes, stores and settings from the application's beans, with the given
     *     executors and contexts
     * @throws IllegalArgumentException if the container has no {@link WebshocketExtension}
     */
    public static ServiceEnvironment create(
            BeanManager beans,
            CallExecutors executors,
            CallContexts contexts,
            ClassLoader application,
            String contextPath,
            Cluster cluster) {
        return create(beans, executors, List.of(), contexts, application, contextPath, cluster);
    }

    /**
     * Opens the cluster that the application has configured by system properties. Close it after the engine.
     *
     * @param beans the application's bean manager
     * @param contextPath the path of the application, with its slash; empty for none
     * @param loader finds the cluster module and the application's classes
     * @param threads makes the threads of the cluster
     * @return the cluster; null if there is no module, or it is not configured
     * @throws IllegalArgumentException if the configuration is wrong
     * @throws IllegalStateException if two modules are configured, {@code WEBSHOCKET-0273}
     */
    public static Cluster openCluster(
            BeanManager beans, String contextPath, ClassLoader loader, ThreadFactory threads) {
        JsonbConfig jsonb = jsonb(beans);
        return Cluster.open(new ClusterContext(
                        name(contextPath),
                        System::getProperty,
                        loader,
                        jsonb == null ? new JsonbConfig() : jsonb,
                        settings(beans),
                        threads))
                .orElse(null);
    }

    /** Returns what separates an application from others that share stores with it. */
    private static String name(String contextPath) {
        return contextPath.isEmpty() ? "default" : contextPath.substring(1);
    }

    private static ServiceEnvironment create(
            BeanManager beans,
            CallExecutors executors,
            List<CallInterceptor> outer,
            CallContexts contexts,
            ClassLoader application,
            String contextPath,
            Cluster cluster) {
        WebshocketExtension extension = beans.getExtension(WebshocketExtension.class);
        CdiCallScopes scopes =
                CdiCallScopes.of(beans, extension.current(), extension.connections(), extension.requests());
        WebshocketSettings settings = settings(beans);
        extension.defaults().use(settings);
        HandlerInstances instances =
                new CdiHandlerInstances(beans, extension.handlers(), extension.connections(), scopes);
        return ServiceEnvironment.builder(extension.handlers().types(application), instances, executors)
                .application(name(contextPath))
                .scopes(scopes)
                .contexts(contexts)
                .observer(ConnectionEvents.of(beans, scopes))
                .states(bean(beans, SessionStates.class))
                .rules(extension.rules(beans))
                .rateLimits(rateLimits(beans, extension, cluster))
                .interceptors(Stream.concat(outer.stream(), extension.interceptors().interceptors(beans).stream())
                        .toList())
                .credentials(credentials(beans))
                .settings(settings)
                .jsonb(jsonb(beans))
                .channels(bean(beans, ChannelRegistry.class))
                .channelRules(bean(beans, ChannelRules.class))
                .messages(bean(beans, MessageLog.class))
                .presence(bean(beans, PresenceStore.class))
                .presenceObserver(PresenceEvents.of(beans))
                .sessions(bean(beans, SessionStore.class))
                .cluster(cluster)
                .started(engine -> extension.engines().add(application, engine))
                .build();
    }

    /**
     * Tells whether an application has handlers. If not, a platform need not start anything for it.
     *
     * @param beans the application's bean manager
     * @param application the class loader of the web application, or null for all handler beans, as in {@link
     *     #create(BeanManager, CallExecutors, CallContexts, ClassLoader, String, Cluster)}
     * @return whether it has handlers
     * @throws IllegalArgumentException if the container has no {@link WebshocketExtension}
     */
    public static boolean hasHandlers(BeanManager beans, ClassLoader application) {
        return !beans.getExtension(WebshocketExtension.class)
                .handlers()
                .types(application)
                .isEmpty();
    }

    /**
     * Returns an application's settings. A platform may need them before it creates executors.
     *
     * @param beans the application's bean manager
     * @return the application's bean of this type, or {@link WebshocketSettings#defaults()} if it has none
     */
    public static WebshocketSettings settings(BeanManager beans) {
        WebshocketSettings settings = bean(beans, WebshocketSettings.class);
        return settings == null ? WebshocketSettings.defaults() : settings;
    }

    /** Returns the bean of this type; null if the cluster's stand in for it. */
    private static RateLimitBuckets rateLimits(BeanManager beans, WebshocketExtension extension, Cluster cluster) {
        boolean applications = cluster == null || extension.defaults().isProvided(RateLimitBuckets.class);
        return applications ? bean(beans, RateLimitBuckets.class) : null;
    }

    /** Returns the application's bean of this type, or what stands in for it; null if there is neither. */
    private static CredentialCheck credentials(BeanManager beans) {
        CredentialCheck check = bean(beans, CredentialCheck.class);
        return check == null ? IdentityStores.check(beans) : check;
    }

    /** Returns the application's bean of this type, or null if it has none. */
    static JsonbConfig jsonb(BeanManager beans) {
        return bean(beans, JsonbConfig.class);
    }

    /**
     * Returns the bean of a type, or null for the environment's default. In an EAR a bean of one web application is not
     * visible to the others, but keeps the extension from adding a default bean for them.
     */
    private static <T> T bean(BeanManager beans, Class<T> type) {
        Instance<T> bean = beans.createInstance().select(type);
        return bean.isUnsatisfied() ? null : bean.get();
    }
}
