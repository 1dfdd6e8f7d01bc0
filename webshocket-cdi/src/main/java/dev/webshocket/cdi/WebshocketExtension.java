package dev.webshocket.cdi;

import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.DefinitionException;
import dev.webshocket.DefinitionProblem;
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
 * Finds the handlers among an application's beans, adds the beans that applications may inject, and stops a deployment
 * whose handlers cannot be served, with all that is wrong with them.
 *
 * <p>CDI finds it by itself; where discovery is switched off, add an instance to the container. Each instance serves
 * one container, which has the beans of one application, or of all web applications of an EAR. Once the application is deployed it is safe for use by any thread.
 */
public final class WebshocketExtension implements Extension {

    private final List<Class<?>> named;
    private final EngineRules engineRules;
    private final CurrentCall current = new CurrentCall();
    private final ConnectionContext connections = new ConnectionContext(current);
    private final RequestContext requests = new RequestContext(current);
    private final HandlerBeans handlers = new HandlerBeans();
    private final UnservedHandlers unserved = new UnservedHandlers();
    private final DefaultBeans defaults = new DefaultBeans();
    private final Engines engines = new Engines();
    private final RuleBeans.Lifetime rules = new RuleBeans.Lifetime();
    private final InterceptorBeans interceptors = new InterceptorBeans();

    /** Makes the extension of one application; called by its CDI container. */
    public WebshocketExtension() {
        this(List.of());
    }

    /**
     * Makes the extension of an application whose handlers are given by name, rather than discovered.
     *
     * @param named the classes that are to be handlers; one without {@link WebSocketHandler} stops the deployment
     */
    public WebshocketExtension(List<Class<?>> named) {
        this(named, WebshocketEngine::check);
    }

    /** Makes an extension that asks somebody else than the engine what is wrong with the handler classes. */
    WebshocketExtension(Function<List<Class<?>>, List<DefinitionProblem>> engineRules) {
        this(List.of(), (types, rules, jsonb) -> engineRules.apply(types));
    }

    private WebshocketExtension(List<Class<?>> named, EngineRules engineRules) {
        this.named = List.copyOf(named);
        this.engineRules = engineRules;
    }

    // In an archive that took this library in and is scanned as a whole, it would be a bean beside the default one.
    void veto(@Observes ProcessAnnotatedType<InMemorySessionStates> event) {
        event.veto();
    }

    void vetoBuckets(@Observes ProcessAnnotatedType<InMemoryRateLimitBuckets> event) {
        event.veto();
    }

    void sawType(@Observes @WithAnnotations(WebSocketHandler.class) ProcessAnnotatedType<?> event) {
        unserved.saw(event.getAnnotatedType().getJavaClass());
    }

    void sawBean(@Observes ProcessBean<?> event) {
        defaults.saw(event.getBean());
        rules.saw(event.getBean());
        interceptors.saw(event.getBean(), event.getAnnotated());
    }

    // Session beans come this way too; producers and synthetic beans do not.
    void sawManagedBean(@Observes ProcessManagedBean<?> event) {
        handlers.saw(event.getAnnotatedBeanClass(), event.getBean());
    }

    void addBeans(@Observes AfterBeanDiscovery event) {
        unserved.inspect(event);
        event.addContext(connections);
        event.addContext(requests);
        ClientConnection connection = new InjectedConnection(current);
        // Not a normal scope: it is a proxy already.
        event.<ClientConnection>addBean()
                .types(ClientConnection.class, Object.class)
                .scope(Singleton.class)
                .createWith(creation -> connection);
        event.<Channels>addBean()
                .types(Channels.class, Object.class)
                .scope(ApplicationScoped.class)
                .createWith(creation -> new InjectedChannels(engines));
        defaults.addMissing(event);
    }

    void validate(@Observes AfterDeploymentValidation event, BeanManager beans) {
        List<DefinitionProblem> problems = new ArrayList<>(unserved.problems());
        HandlerRules handlerRules = new HandlerRules(beans);
        List<Class<?>> types = handlers.types();
        for (Class<?> type : types) {
            handlerRules.check(type, handlers.bean(type)).ifPresent(problems::add);
        }
        problems.addAll(defaults.check(beans));
        jsonb(beans).ifPresent(jsonb -> problems.addAll(ofEngine(beans, jsonb)));
        if (!problems.isEmpty()) {
            event.addDeploymentProblem(new DefinitionException(problems));
        }
    }

    private Set<DefinitionProblem> ofEngine(BeanManager beans, JsonbConfig jsonb) {
        Set<DefinitionProblem> problems = new LinkedHashSet<>();
        Stream.concat(Stream.of(namedWithoutAnnotation()), handlers.together().stream())
                .filter(group -> !group.isEmpty())
                .forEach(group -> problems.addAll(engineRules.check(group, rules.rules(beans), jsonb)));
        return problems;
    }

    /**
     * Returns what the application says of all types; empty where there is more than one, or it is a bean of a web application
     * of an EAR, which this library in its lib does not see. Its engine finds the mistakes then.
     */
    private Optional<JsonbConfig> jsonb(BeanManager beans) {
        Instance<JsonbConfig> bean = beans.createInstance().select(JsonbConfig.class);
        if (bean.isResolvable()) {
            return Optional.of(bean.get());
        }
        return defaults.isBrought(JsonbConfig.class) ? Optional.empty() : Optional.of(new JsonbConfig());
    }

    /** Tells what is wrong with handler classes. */
    @FunctionalInterface
    private interface EngineRules {

        List<DefinitionProblem> check(List<Class<?>> handlers, RuleInstances rules, JsonbConfig jsonb);
    }

    /** They are beans, but no handlers, and would be passed over in silence. */
    private List<Class<?>> namedWithoutAnnotation() {
        return named.stream()
                .filter(type -> !type.isAnnotationPresent(WebSocketHandler.class))
                .toList();
    }

    void end(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
        rules.end();
        interceptors.end();
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

    HandlerBeans handlers() {
        return handlers;
    }

    Engines engines() {
        return engines;
    }
}
