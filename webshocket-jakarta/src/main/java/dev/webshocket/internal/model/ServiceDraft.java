package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The service of one path while its handlers are read. */
final class ServiceDraft {

    private final String path;
    private final RuleBook rules;
    private final List<Class<?>> handlers = new ArrayList<>();
    private final Map<String, List<Place>> exposed = new TreeMap<>();
    private final Map<String, RpcMethodModel> methods = new TreeMap<>();
    private final Map<CallbackKind, List<CallbackModel>> callbacks = new EnumMap<>(CallbackKind.class);

    ServiceDraft(String path, RuleBook rules) {
        this.path = path;
        this.rules = rules;
    }

    String path() {
        return path;
    }

    RuleBook rules() {
        return rules;
    }

    List<Class<?>> handlers() {
        return handlers;
    }

    void join(Class<?> handler) {
        handlers.add(handler);
    }

    int indexOf(Class<?> handler) {
        return handlers.indexOf(handler);
    }

    /** Takes a name, which is a mistake if another method has it; methods with other mistakes count as well. */
    void expose(String name, Place place) {
        exposed.computeIfAbsent(name, n -> new ArrayList<>()).add(place);
    }

    void add(RpcMethodModel method) {
        methods.put(method.name(), method);
    }

    void add(CallbackKind kind, CallbackModel callback) {
        callbacks.computeIfAbsent(kind, k -> new ArrayList<>()).add(callback);
    }

    void checkNames(Consumer<DefinitionProblem> problems) {
        exposed.forEach((name, places) -> {
            if (places.size() > 1) {
                problems.accept(MethodProblems.exposedTwice(name, path, places));
            }
        });
    }

    ServiceModel toModel() {
        return new ServiceModel(
                path,
                List.copyOf(handlers),
                Collections.unmodifiableMap(new LinkedHashMap<>(methods)),
                callbacks(CallbackKind.CONNECT),
                callbacks(CallbackKind.RECEIVE),
                callbacks(CallbackKind.DISCONNECT));
    }

    private List<CallbackModel> callbacks(CallbackKind kind) {
        return List.copyOf(callbacks.getOrDefault(kind, List.of()));
    }
}
