package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.internal.methods.MethodLocation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Collects the methods and callbacks of one path while its handlers are read. Used by one thread. */
final class ServiceBuilder {

    private final String path;
    private final RuleCache rules;
    private final List<Class<?>> handlers = new ArrayList<>();
    private final Map<String, List<MethodLocation>> exposed = new TreeMap<>();
    private final Map<String, RpcMethodModel> methods = new TreeMap<>();
    private final Map<PublishedChannel, Set<RpcMethodModel>> published = new LinkedHashMap<>();
    private final Map<CallbackKind, List<CallbackModel>> callbacks = new EnumMap<>(CallbackKind.class);

    ServiceBuilder(String path, RuleCache rules) {
        this.path = path;
        this.rules = rules;
    }

    String path() {
        return path;
    }

    RuleCache rules() {
        return rules;
    }

    List<Class<?>> handlers() {
        return handlers;
    }

    void addHandler(Class<?> handler) {
        handlers.add(handler);
    }

    int indexOf(Class<?> handler) {
        return handlers.indexOf(handler);
    }

    /** Registers an exposed name, to report duplicates. Methods with mistakes register too. */
    void expose(String name, MethodLocation location) {
        exposed.computeIfAbsent(name, n -> new ArrayList<>()).add(location);
    }

    void add(RpcMethodModel method) {
        methods.put(method.name(), method);
    }

    void add(CallbackKind kind, CallbackModel callback) {
        callbacks.computeIfAbsent(kind, k -> new ArrayList<>()).add(callback);
    }

    /** Adds what some methods publish, whose handler has been read. */
    void publishes(PublishedChannel channel, List<RpcMethodModel> by) {
        published.computeIfAbsent(channel, c -> new LinkedHashSet<>()).addAll(by);
    }

    /** Returns the methods of a handler that clients can call. */
    List<RpcMethodModel> methodsOf(Class<?> handler) {
        int index = indexOf(handler);
        return methods.values().stream()
                .filter(method -> method.handlerIndex() == index)
                .toList();
    }

    void checkNames(Consumer<DefinitionProblem> problems) {
        exposed.forEach((name, locations) -> {
            if (locations.size() > 1) {
                problems.accept(HandlerMethodProblems.exposedTwice(name, path, locations));
            }
        });
    }

    ServiceModel build() {
        return new ServiceModel(
                path,
                List.copyOf(handlers),
                Collections.unmodifiableMap(new LinkedHashMap<>(methods)),
                Collections.unmodifiableMap(new LinkedHashMap<>(published)),
                callbacks(CallbackKind.CONNECT),
                callbacks(CallbackKind.RECEIVE),
                callbacks(CallbackKind.SUSPEND),
                callbacks(CallbackKind.RESUME),
                callbacks(CallbackKind.DISCONNECT));
    }

    private List<CallbackModel> callbacks(CallbackKind kind) {
        return List.copyOf(callbacks.getOrDefault(kind, List.of()));
    }
}
