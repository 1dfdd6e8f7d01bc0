package dev.webshocket.internal.model;

import dev.webshocket.Concurrent;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.NonBlocking;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.types.TypeArguments;
import dev.webshocket.spi.platform.RuleInstances;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads handler classes into models, and finds every mistake in them at once. */
public final class HandlerModelReader {

    private final List<DefinitionProblem> problems = new ArrayList<>();
    private final Map<String, ServiceDraft> services = new TreeMap<>();
    private final RpcMethodReader rpcMethodReader;
    private final Supplier<RuleBook> ruleBooks;
    private final CallbackReader callbackReader = new CallbackReader(problems::add);

    private HandlerModelReader(Binding binding, Codec json, Supplier<RuleBook> ruleBooks) {
        this.ruleBooks = ruleBooks;
        this.rpcMethodReader = new RpcMethodReader(
                new ParameterReader(binding, json, problems::add),
                new AnswerReader(binding, problems::add),
                problems::add);
    }

    /**
     * Reads the handlers of one application.
     *
     * @param handlers the classes; one that stands twice is read once
     * @param binding makes the readers of the parameters
     * @param json reads the default values of parameters
     * @param rules gives the access rules, one of each class for each service
     * @return the services, and all problems: first those of each class in the order given, then those between classes
     */
    public static HandlerModels read(List<Class<?>> handlers, Binding binding, Codec json, RuleInstances rules) {
        return read(handlers, new HandlerModelReader(binding, json, () -> new RuleBook(rules, true)));
    }

    /**
     * Reads the handlers as {@link #read} does, but only looks at the access rules and makes none.
     *
     * @return all problems but those of making rules
     */
    public static List<DefinitionProblem> check(
            List<Class<?>> handlers, Binding binding, Codec json, RuleInstances rules) {
        return read(handlers, new HandlerModelReader(binding, json, () -> new RuleBook(rules, false)))
                .problems();
    }

    private static HandlerModels read(List<Class<?>> handlers, HandlerModelReader reader) {
        new LinkedHashSet<>(handlers).forEach(reader::read);
        reader.checkPaths();
        reader.services.values().forEach(service -> service.checkNames(reader.problems::add));
        List<ServiceModel> services = reader.problems.isEmpty()
                ? reader.services.values().stream().map(ServiceDraft::toModel).toList()
                : List.of();
        return new HandlerModels(services, List.copyOf(reader.problems));
    }

    private void read(Class<?> handler) {
        ServiceDraft service = join(handler);
        HandlerRules.check(handler, problems::add);
        TypeArguments types = TypeArguments.of(handler);
        CallRules rules = new CallRules(service.path(), handler, service.rules(), problems::add);
        List<Place> methods = AnnotatedMethods.of(handler, types).stream()
                .map(method -> new Place(handler, method))
                .toList();
        for (Place place : methods) {
            if (place.method().isAnnotationPresent(RpcMethod.class)) {
                rpcMethodReader.read(place, types, rules, service);
            } else {
                checkNoCallRules(place);
                rules.checkNoCall(place);
            }
        }
        callbackReader.read(methods, types, service);
        ForeignAnnotations.check(handler, methods, problems::add);
        if (methods.stream().noneMatch(place -> place.method().isAnnotationPresent(RpcMethod.class))) {
            rules.checkNoCalls();
        }
        boolean isHandler = handler.isAnnotationPresent(WebSocketHandler.class);
        if (isHandler && methods.stream().noneMatch(HandlerModelReader::serves)) {
            problems.add(HandlerProblems.servesNothing(handler));
        }
    }

    private ServiceDraft join(Class<?> handler) {
        WebSocketHandler annotation = handler.getAnnotation(WebSocketHandler.class);
        ServiceDraft service;
        if (annotation == null) {
            problems.add(HandlerProblems.noAnnotation(handler));
            // Its methods are still checked.
            service = new ServiceDraft("", ruleBooks.get());
        } else {
            String path = annotation.value();
            new PathTemplate(path).faults().forEach(fault -> problems.add(HandlerProblems.path(handler, path, fault)));
            service = services.computeIfAbsent(path, p -> new ServiceDraft(p, ruleBooks.get()));
        }
        service.join(handler);
        return service;
    }

    private void checkNoCallRules(Place place) {
        Stream.of(Concurrent.class, NonBlocking.class)
                .filter(place.method()::isAnnotationPresent)
                .forEach(annotation -> problems.add(MethodProblems.noRpcMethod(annotation, place)));
    }

    private static boolean serves(Place place) {
        return place.method().isAnnotationPresent(RpcMethod.class) || CallbackKind.isCallback(place.method());
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
