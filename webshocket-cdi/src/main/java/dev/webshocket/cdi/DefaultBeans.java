package dev.webshocket.cdi;

import dev.webshocket.ChannelRules;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.spi.extension.ChannelRegistry;
import dev.webshocket.spi.extension.CredentialCheck;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.PresenceStore;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.extension.SessionStates;
import dev.webshocket.spi.extension.SessionStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Decorator;
import jakarta.enterprise.inject.spi.Interceptor;
import jakarta.inject.Singleton;
import jakarta.json.bind.JsonbConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Adds default beans for the types that the application does not provide by a class, a producer or an alternative. Safe
 * for use by any thread.
 */
final class DefaultBeans {

    private static final List<Class<?>> TYPES =
            List.of(SessionStates.class, ChannelRegistry.class, RateLimitBuckets.class, WebshocketSettings.class);

    /** Types that an application may provide, without a default bean. */
    private static final List<Class<?>> OPTIONAL = List.of(
            JsonbConfig.class,
            CredentialCheck.class,
            ChannelRules.class,
            MessageLog.class,
            PresenceStore.class,
            SessionStore.class);

    private final Set<Class<?>> provided = ConcurrentHashMap.newKeySet();
    /** The settings that the bean manager of the application has found; null before there is an engine. */
    private volatile WebshocketSettings settings;

    /** Records an enabled bean of the application. */
    void collect(Bean<?> bean) {
        boolean decorates = bean instanceof Decorator || bean instanceof Interceptor;
        if (!decorates && bean.getQualifiers().contains(Default.Literal.INSTANCE)) {
            types().filter(bean.getTypes()::contains).forEach(provided::add);
        }
    }

    private static Stream<Class<?>> types() {
        return Stream.concat(TYPES.stream(), OPTIONAL.stream());
    }

    /** Tells whether the application, or any web application of an EAR, has a bean of a type. */
    boolean isProvided(Class<?> type) {
        return provided.contains(type);
    }

    /** Adds the default beans of the types that the application does not provide. */
    void addMissing(AfterBeanDiscovery event) {
        if (!provided.contains(SessionStates.class)) {
            event.<SessionStates>addBean()
                    .types(SessionStates.class, Object.class)
                    .scope(ApplicationScoped.class)
                    .createWith(creation -> SessionStates.inMemory());
        }
        if (!provided.contains(ChannelRegistry.class)) {
            event.<ChannelRegistry>addBean()
                    .types(ChannelRegistry.class, Object.class)
                    .scope(ApplicationScoped.class)
                    .createWith(creation -> ChannelRegistry.inMemory());
        }
        if (!provided.contains(RateLimitBuckets.class)) {
            event.<RateLimitBuckets>addBean()
                    .types(RateLimitBuckets.class, Object.class)
                    .scope(ApplicationScoped.class)
                    .produceWith(
                            beans -> RateLimitBuckets.inMemory(settings(beans).maxRateLimitBuckets()));
        }
        if (!provided.contains(WebshocketSettings.class)) {
            // Not a normal scope, since a final class has no client proxy.
            event.<WebshocketSettings>addBean()
                    .types(WebshocketSettings.class, Object.class)
                    .scope(Singleton.class)
                    .createWith(creation -> WebshocketSettings.defaults());
        }
    }

    /** Gives the settings of the application's engine to the beans that need them. */
    void use(WebshocketSettings found) {
        settings = found;
    }

    /** On Payara a library does not see the beans of its web application, so that an engine's settings come first. */
    private WebshocketSettings settings(Instance<Object> beans) {
        WebshocketSettings known = settings;
        return known == null ? beans.select(WebshocketSettings.class).get() : known;
    }

    /** Returns a problem for each type of which the application has several beans. */
    List<DefinitionProblem> check(BeanManager beans) {
        List<DefinitionProblem> problems = new ArrayList<>();
        for (Class<?> type : types().toList()) {
            Set<Bean<?>> candidates = beans.getBeans(type);
            try {
                beans.resolve(candidates);
            } catch (AmbiguousResolutionException e) {
                problems.add(CdiProblems.ambiguous(type, candidates));
            }
        }
        return problems;
    }
}
