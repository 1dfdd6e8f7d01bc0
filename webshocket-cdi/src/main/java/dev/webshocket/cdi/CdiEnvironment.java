package dev.webshocket.cdi;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.spi.extension.CallInterceptor;
import dev.webshocket.spi.extension.ChannelRegistry;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.extension.SessionStates;
import dev.webshocket.spi.platform.CallContexts;
import dev.webshocket.spi.platform.HandlerInstances;
import dev.webshocket.spi.platform.ServiceEnvironment;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.json.bind.JsonbConfig;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the engine needs, from the beans of one application. For platforms, such as an embedded server or a listener of
 * a servlet container's; applications have no use for it.
 */
public final class CdiEnvironment {

    private CdiEnvironment() {}

    /**
     * Makes the environment of an application's engine whose calls need nothing of their handshake's thread.
     *
     * @param beans the application's bean manager
     * @param executors what the calls run on
     * @return as {@link #create(BeanManager, CallExecutors, CallContexts, ClassLoader)} does
     * @throws IllegalArgumentException if the container has no {@link WebshocketExtension}
     */
    public static ServiceEnvironment create(BeanManager beans, CallExecutors executors) {
        return create(beans, executors, List.of());
    }

    /**
     * Makes the environment of an application's engine as {@link #create(BeanManager, CallExecutors)} does.
     *
     * @param beans the application's bean manager
     * @param executors what the calls run on
     * @param interceptors surround the calls, the first outermost, around those that are beans
     * @return as {@link #create(BeanManager, CallExecutors, CallContexts, ClassLoader)} does
     * @throws IllegalArgumentException if the container has no {@link WebshocketExtension}
     */
    public static ServiceEnvironment create(
            BeanManager beans, CallExecutors executors, List<CallInterceptor> interceptors) {
        return create(beans, executors, interceptors, CallContexts.NONE, null);
    }

    /**
     * Makes the environment of an application's engine. To be called once the container has started; the engine has to
     * be closed before the container is, since disconnect callbacks and destroyed handlers need it.
     *
     * @param beans the application's bean manager
     * @param executors what the calls run on
     * @param contexts takes the context of the handshake along to the calls
     * @param application the class loader of the web application, since the beans of an EAR may be those of several: handlers
     *     that it does not find are those of another one; or null for all handlers that are beans
     * @return handlers, scopes, state and settings from the application's beans, with the given executors and contexts
     * @throws IllegalArgumentException if the container has no {@link WebshocketExtension}
     */
    public static ServiceEnvironment create(
            BeanManager beans, CallExecutors executors, CallContexts contexts, ClassLoader application) {
        return create(beans, executors, List.of(), contexts, application);
    }

    private static ServiceEnvironment create(
            BeanManager beans,
            CallExecutors executors,
            List<CallInterceptor> outer,
            CallContexts contexts,
            ClassLoader application) {
        WebshocketExtension extension = beans.getExtension(WebshocketExtension.class);
        CdiCallScopes scopes =
                CdiCallScopes.of(beans, extension.current(), extension.connections(), extension.requests());
        HandlerInstances instances =
                new CdiHandlerInstances(beans, extension.handlers(), extension.connections(), scopes);
        return ServiceEnvironment.builder(extension.handlers().types(application), instances, executors)
                .scopes(scopes)
                .contexts(contexts)
                .observer(new ConnectionEvents(beans, scopes))
                .states(bean(beans, SessionStates.class))
                .rules(extension.rules(beans))
                .rateLimits(bean(beans, RateLimitBuckets.class))
                .interceptors(Stream.concat(outer.stream(), extension.interceptors().interceptors(beans).stream())
                        .toList())
                .settings(settings(beans))
                .jsonb(jsonb(beans))
                .channels(bean(beans, ChannelRegistry.class))
                .started(engine -> extension.engines().add(application, engine))
                .build();
    }

    /**
     * Tells whether an application has anything to serve, and so whether a platform need start anything for it.
     *
     * @param beans the application's bean manager
     * @param application the class loader of the web application, or null for all handlers that are beans, as in {@link
     *     #create(BeanManager, CallExecutors, CallContexts, ClassLoader)}
     * @return whether the environment would have handlers
     * @throws IllegalArgumentException if the container has no {@link WebshocketExtension}
     */
    public static boolean hasHandlers(BeanManager beans, ClassLoader application) {
        return !beans.getExtension(WebshocketExtension.class)
                .handlers()
                .types(application)
                .isEmpty();
    }

    /**
     * Returns an application's settings, which a platform may need before it has executors.
     *
     * @param beans the application's bean manager
     * @return the application's bean of this type, or {@link WebshocketSettings#defaults()} where it has none
     */
    public static WebshocketSettings settings(BeanManager beans) {
        WebshocketSettings settings = bean(beans, WebshocketSettings.class);
        return settings == null ? WebshocketSettings.defaults() : settings;
    }

    /** Returns the application's bean of this type, or null where it has none. */
    static JsonbConfig jsonb(BeanManager beans) {
        return bean(beans, JsonbConfig.class);
    }

    /**
     * Returns the bean of a type, or null for the environment's own default: what one web application of an EAR brings is not
     * there for the others, but the extension has added no default for them.
     */
    private static <T> T bean(BeanManager beans, Class<T> type) {
        Instance<T> bean = beans.createInstance().select(type);
        return bean.isUnsatisfied() ? null : bean.get();
    }
}
