package dev.webshocket.cdi;

import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.ClusterState;
import dev.webshocket.Connections;
import dev.webshocket.DefinitionException;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.ServiceDescription;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.limit.InMemoryRateLimitBuckets;
import dev.webshocket.internal.state.InMemorySessionStates;
import dev.webshocket.spi.platform.RuleInstances;
import dev.webshocket.spi.platform.WebshocketEngine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessSyntheticBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.inject.Singleton;
import jakarta.json.bind.JsonbConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The CDI extension of the library. It finds the handlers among an application's beans, adds the beans that
 * applications can inject, and stops the deployment if handlers have mistakes, with a list of all of them.
 *
 * <p>CDI containers find it by themselves; if discovery is disabled, add an instance to the container. Each instance
 * serves one container, which has the beans of one application, or of all web applications of an EAR. After deployment
 * it is safe for use by any thread.
 */
public final class WebshocketExtension implements Extension {

    private final List<Class<?>> listed;
    private final EngineChecks engineChecks;
    private final CurrentCall current = new CurrentCall();
    private final ConnectionContext connections = new ConnectionContext(current);
    private final RequestContext requests = new RequestContext(current);
    private final HandlerBeans handlers = new HandlerBeans();
    private final UnservedHandlers unserved = new UnservedHandlers();
    private final DefaultBeans defaults = new DefaultBeans();
    private final Engines engines = new Engines();
    private final RuleBeans.Registry rules = new RuleBeans.Registry();
    private final InterceptorBeans interceptors = new InterceptorBeans();

    /**
     * Makes the extension of one application. The CDI container calls it.
     *
     * @throws IllegalStateException if JSON-P or JSON-B is missing, {@code WEBSHOCKET-0366}
     */
    public WebshocketExtension() {
        this(List.of());
    }

    /**
     * Makes the extension of an application that lists its handlers, instead of having CDI discover them.
     *
     * @param listed the handler classes; a class without {@link WebSocketHandler} stops the deployment
     * @throws IllegalStateException if JSON-P or JSON-B is missing, {@code WEBSHOCKET-0366}
     */
    public WebshocketExtension(List<Class<?>> listed) {
        this(checked(listed), WebshocketEngine::check);
    }

    /** Looks for the libraries before anything else, because a missing one would be reported without a hint. */
    private static List<Class<?>> checked(List<Class<?>> listed) {
        RequiredLibraries.checkInterfaces();
        return listed;
    }

    /** Makes an extension with other checks of handler classes than the engine's, for tests. */
    WebshocketExtension(Function<List<Class<?>>, List<DefinitionProblem>> engineChecks) {
        this(List.of(), (types, rules, jsonb) -> engineChecks.apply(types));
    }

    private WebshocketExtension(List<Class<?>> listed, EngineChecks engineChecks) {
        this.listed = List.copyOf(listed);
        this.engineChecks = engineChecks;
    }

    // In an archive that bundles this library and is scanned as a whole, the class would be a second bean beside the
    // default.
    void veto(@Observes ProcessAnnotatedType<InMemorySessionStates> event) {
        event.veto();
    }

    void vetoBuckets(@Observes ProcessAnnotatedType<InMemoryRateLimitBuckets> event) {
        event.veto();
    }

    void collectType(@Observes @WithAnnotations(WebSocketHandler.class) ProcessAnnotatedType<?> event) {
        unserved.collect(event.getAnnotatedType().getJavaClass());
    }

    void collectBean(@Observes ProcessBean<?> event) {
        if (event instanceof ProcessSyntheticBean<?> added && added.getSource() == this) {
            return; // a default bean is not the application's
        }
        defaults.collect(event.getBean());
        rules.collect(event.getBean());
        interceptors.collect(event.getBean(), event.getAnnotated());
    }

    // Called for session beans too, but not for producers and synthetic beans.
    void collectManagedBean(@Observes ProcessManagedBean<?> event) {
        handlers.collect(event.getAnnotatedBeanClass(), event.getBean());
    }

    void addBeans(@Observes AfterBeanDiscovery event) {
        unserved.inspect(event);
        event.addContext(connections);
        event.addContext(requests);
        ClientConnection connection = new InjectedConnection(current);
        // Not a normal scope, since the object delegates to the current connection itself.
        event.<ClientConnection>addBean()
                .types(ClientConnection.class, Object.class)
                .scope(Singleton.class)
                .createWith(creation -> connection);
        event.<Channels>addBean()
                .types(Channels.class, Object.class)
                .scope(ApplicationScoped.class)
                .createWith(creation -> new InjectedChannels(engines));
        event.<Connections>addBean()
                .types(Connections.class, Object.class)
                .scope(ApplicationScoped.class)
                .createWith(creation -> new InjectedConnections(engines));
        event.<ClusterState>addBean()
                .types(ClusterState.class, Object.class)
                .scope(ApplicationScoped.class)
                .createWith(creation -> new InjectedClusterState(engines));
        event.<ServiceDescription>addBean()
                .types(ServiceDescription.class, Object.class)
                .scope(ApplicationScoped.class)
                .createWith(creation -> new InjectedDescription(engines));
        defaults.addMissing(event);
    }

    void validate(@Observes AfterDeploymentValidation event, BeanManager beans) {
        RequiredLibraries.check();
        List<DefinitionProblem> problems = new ArrayList<>(unserved.problems());
        HandlerBeanChecks handlerChecks = new HandlerBeanChecks(beans);
        List<Class<?>> types = handlers.types();
        for (Class<?> type : types) {
            handlerChecks.check(type, handlers.bean(type)).ifPresent(problems::add);
        }
        problems.addAll(defaults.check(beans));
        jsonb(beans).ifPresent(jsonb -> problems.addAll(engineProblems(beans, jsonb)));
        if (!problems.isEmpty()) {
            event.addDeploymentProblem(new DefinitionException(problems));
        }
    }

    private Set<DefinitionProblem> engineProblems(BeanManager beans, JsonbConfig jsonb) {
        Set<DefinitionProblem> problems = new LinkedHashSet<>();
        Stream.concat(Stream.of(listedWithoutAnnotation()), handlers.groups().stream())
                .filter(group -> !group.isEmpty())
                .forEach(group -> problems.addAll(engineChecks.check(group, rules.rules(beans), jsonb)));
        return problems;
    }

    /**
     * Returns the application's JSON-B configuration. It is empty if there are several, or if it is a bean of a web
     * application of an EAR, invisible to this library in the EAR's lib; then the engine reports mistakes.
     */
    private Optional<JsonbConfig> jsonb(BeanManager beans) {
        Instance<JsonbConfig> bean = beans.createInstance().select(JsonbConfig.class);
        if (bean.isResolvable()) {
            return Optional.of(bean.get());
        }
        return defaults.isProvided(JsonbConfig.class) ? Optional.empty() : Optional.of(new JsonbConfig());
    }

    /** Checks handler classes. */
    @FunctionalInterface
    private interface EngineChecks {

        List<DefinitionProblem> check(List<Class<?>> handlers, RuleInstances rules, JsonbConfig jsonb);
    }

    /** Returns the listed classes that are not handlers, and would be silently ignored. */
    private List<Class<?>> listedWithoutAnnotation() {
        return listed.stream()
                .filter(type -> !type.isAnnotationPresent(WebSocketHandler.class))
                .toList();
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
        try {
            engines.close();
        } finally {
            rules.release();
            interceptors.release();
        }
    }

    RuleBeans rules(BeanManager beans) {
        return rules.rules(beans);
    }

    InterceptorBeans interceptors() {
        return interceptors;
    }

    CurrentCall current() {
        return current;
    }

    ConnectionContext connections() {
        return connections;
    }

    RequestContext requests() {
        return requests;
    }

    DefaultBeans defaults() {
        return defaults;
    }

    HandlerBeans handlers() {
        return handlers;
    }

    Engines engines() {
        return engines;
    }
}
