package dev.webshocket.internal.model;

import dev.webshocket.Concurrent;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.NonBlocking;
import dev.webshocket.OnConnect;
import dev.webshocket.OnDisconnect;
import dev.webshocket.OnReceive;
import dev.webshocket.OnResume;
import dev.webshocket.OnSuspend;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.methods.AnnotatedMethods;
import dev.webshocket.internal.methods.MethodLocation;
import dev.webshocket.internal.methods.MethodReader;
import dev.webshocket.internal.types.TypeArguments;
import dev.webshocket.spi.platform.RuleInstances;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads handler classes into models, and reports all their mistakes at once. Used by one thread. */
public final class HandlerModelReader {

    private static final List<Class<? extends Annotation>> ANNOTATIONS = List.of(
            RpcMethod.class,
            OnConnect.class,
            OnReceive.class,
            OnSuspend.class,
            OnResume.class,
            OnDisconnect.class,
            Concurrent.class,
            NonBlocking.class);

    /** For reading without beans: whether a rule is one of them is not known. */
    private static final RuleInstances ABSENT_RULES = new RuleInstances() {
        @Override
        public Optional<String> fault(Class<?> type) {
            return Optional.empty();
        }

        @Override
        public <T> T obtain(Class<T> type) {
            throw new IllegalStateException("no rule is instantiated");
        }
    };

    private final List<DefinitionProblem> problems = new ArrayList<>();
    private final Map<String, ServiceBuilder> services = new TreeMap<>();
    private final RpcMethodReader rpcMethodReader;
    private final Supplier<RuleCache> ruleCaches;
    private final PublishesReader publishesReader;
    private final CallbackReader callbackReader = new CallbackReader(problems::add);

    private HandlerModelReader(Binding binding, Codec json, Supplier<RuleCache> ruleCaches) {
        this.ruleCaches = ruleCaches;
        this.publishesReader = new PublishesReader(binding, problems::add);
        this.rpcMethodReader = new RpcMethodReader(new MethodReader(binding, json, problems::add), problems::add);
    }

    /**
     * Reads the handlers of one application.
     *
     * @param handlers the classes; duplicates are read once
     * @param binding makes the readers of parameters
     * @param json reads the default values of parameters
     * @param rules provides the access rules, one instance of each class for each service
     * @return the services, and all problems: first those of each class in the order given, then those between classes
     */
    public static HandlerModels read(List<Class<?>> handlers, Binding binding, Codec json, RuleInstances rules) {
        return read(handlers, new HandlerModelReader(binding, json, () -> new RuleCache(rules, true)));
    }

    /**
     * Checks the handlers as {@link #read} does, but does not instantiate access rules.
     *
     * @return all problems, except those of instantiating rules
     */
    public static List<DefinitionProblem> check(
            List<Class<?>> handlers, Binding binding, Codec json, RuleInstances rules) {
        return read(handlers, new HandlerModelReader(binding, json, () -> new RuleCache(rules, false)))
                .problems();
    }

    /**
     * Reads the handlers as {@link #read} does, but does not instantiate access rules: nobody may call the methods.
     *
     * @return the services, and all problems, except those of instantiating rules
     */
    public static HandlerModels readWithoutRules(List<Class<?>> handlers, Binding binding, Codec json) {
        return read(handlers, new HandlerModelReader(binding, json, () -> new RuleCache(ABSENT_RULES, false)));
    }

    private static HandlerModels read(List<Class<?>> handlers, HandlerModelReader reader) {
        new LinkedHashSet<>(handlers).forEach(reader::read);
        reader.checkPaths();
        reader.services.values().forEach(service -> service.checkNames(reader.problems::add));
        List<ServiceModel> services = reader.problems.isEmpty()
                ? reader.services.values().stream().map(ServiceBuilder::build).toList()
                : List.of();
        return new HandlerModels(services, List.copyOf(reader.problems));
    }

    private void read(Class<?> handler) {
        ServiceBuilder service = serviceOf(handler);
        HandlerChecks.check(handler, problems::add);
        TypeArguments types = TypeArguments.of(handler);
        CallRules rules = new CallRules(service.path(), handler, service.rules(), problems::add);
        List<MethodLocation> methods = AnnotatedMethods.of(handler, types, HandlerModelReader::isAnnotated).stream()
                .map(method -> new MethodLocation(handler, method))
                .toList();
        for (MethodLocation location : methods) {
            if (location.method().isAnnotationPresent(RpcMethod.class)) {
                rpcMethodReader.read(location, types, rules, service);
            } else {
                checkCallAnnotations(location);
                rules.checkNonRpcMethod(location);
            }
        }
        callbackReader.read(methods, types, service);
        publishesReader.read(handler, service);
        ForeignAnnotations.check(handler, methods, problems::add);
        if (methods.stream().noneMatch(location -> location.method().isAnnotationPresent(RpcMethod.class))) {
            rules.checkNoRpcMethods();
        }
        boolean isHandler = handler.isAnnotationPresent(WebSocketHandler.class);
        if (isHandler && methods.stream().noneMatch(HandlerModelReader::serves)) {
            problems.add(HandlerProblems.servesNothing(handler));
        }
    }

    private ServiceBuilder serviceOf(Class<?> handler) {
        WebSocketHandler annotation = handler.getAnnotation(WebSocketHandler.class);
        ServiceBuilder service;
        if (annotation == null) {
            problems.add(HandlerProblems.noAnnotation(handler));
            // A service without a path, so that its methods are checked too.
            service = new ServiceBuilder("", ruleCaches.get());
        } else {
            String path = annotation.value();
            new PathTemplate(path).faults().forEach(fault -> problems.add(HandlerProblems.path(handler, path, fault)));
            service = services.computeIfAbsent(path, p -> new ServiceBuilder(p, ruleCaches.get()));
        }
        service.addHandler(handler);
        return service;
    }

    private static boolean isAnnotated(Method method) {
        return ANNOTATIONS.stream().anyMatch(method::isAnnotationPresent) || CallRules.areOn(method);
    }

    private void checkCallAnnotations(MethodLocation location) {
        Stream.of(Concurrent.class, NonBlocking.class)
                .filter(location.method()::isAnnotationPresent)
                .forEach(annotation -> problems.add(HandlerMethodProblems.noRpcMethod(annotation, location)));
    }

    private static boolean serves(MethodLocation location) {
        return location.method().isAnnotationPresent(RpcMethod.class) || CallbackKind.isCallback(location.method());
    }

    private void checkPaths() {
        services.values().stream()
                .collect(Collectors.groupingBy(
                        service -> new PathTemplate(service.path()).shape(), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(same -> same.size() > 1)
                .forEach(same -> problems.add(HandlerProblems.sameShape(
                        same.get(0).handlers().get(0),
                        same.stream()
                                .map(service -> HandlerProblems.pathOf(service.path(), service.handlers()))
                                .toList())));
    }
}
