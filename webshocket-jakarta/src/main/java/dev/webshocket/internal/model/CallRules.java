package dev.webshocket.internal.model;

import dev.webshocket.ClientConnection;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.RateLimit;
import dev.webshocket.internal.methods.AnnotatedMethods;
import dev.webshocket.internal.methods.MethodLocation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The access rules and rate limits of one handler's calls, read from the annotations of its classes and methods. Access
 * rules accumulate over the class, all that it extends and implements, and the method. For roles and rate limits the
 * nearest applies: that of the method, else of the class that declares the method, else of the handler and its
 * supertypes.
 */
final class CallRules {

    private final String path;
    private final Class<?> handler;
    private final AccessReader access;
    private final RoleReader roles;
    private final RateLimitReader limits;
    private final Consumer<DefinitionProblem> problems;
    private final Map<Class<?>, Element> classes = new LinkedHashMap<>();

    CallRules(String path, Class<?> handler, RuleCache ruleCache, Consumer<DefinitionProblem> problems) {
        this.path = path;
        this.handler = handler;
        this.access = new AccessReader(ruleCache, problems);
        this.roles = new RoleReader(problems);
        this.limits = new RateLimitReader(problems);
        this.problems = problems;
        AnnotatedMethods.supertypesOf(handler)
                .forEach(type -> classes.put(type, read(type, RuleLocation.of(handler, type), Optional.of(type))));
    }

    /** The annotations of a class or method. */
    private record Element(
            List<Predicate<ClientConnection>> access,
            List<String> accessTexts,
            Optional<Predicate<ClientConnection>> roles,
            Optional<String> roleText,
            Optional<DeclaredLimit> limit) {}

    /**
     * The rules of one method's calls.
     *
     * @param access the condition under which a connection may call
     * @param accessRules the annotations that it comes from
     * @param limit how often it may be called
     */
    record OfMethod(Predicate<ClientConnection> access, List<String> accessRules, Optional<RateLimitModel> limit) {}

    /** Tells whether a method has an access rule or a rate limit of this library. */
    static boolean areOn(AnnotatedElement method) {
        return FoundAnnotation.on(method).stream().anyMatch(CallRules::isOwn);
    }

    /** Reads the rules of a method that is exposed under this name. */
    OfMethod of(MethodLocation location, String name) {
        Element own = read(location.method(), RuleLocation.of(location), Optional.empty());
        List<Predicate<ClientConnection>> all = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        nearest(own, location, Element::roles).ifPresent(all::add);
        nearest(own, location, Element::roleText).ifPresent(texts::add);
        Stream.concat(classes.values().stream(), Stream.of(own)).forEach(element -> {
            all.addAll(element.access());
            texts.addAll(element.accessTexts());
        });
        return new OfMethod(
                AccessReader.allOf(all),
                texts.stream().distinct().toList(),
                nearest(own, location, Element::limit).map(limit -> limit.of(path, name)));
    }

    private static boolean isOwn(FoundAnnotation found) {
        return AccessReader.isRule(found.annotation()) || found.annotation() instanceof RateLimit;
    }

    /**
     * Reports annotations on a method that is not an {@link dev.webshocket.RpcMethod}, since they would protect
     * nothing.
     */
    void checkNonRpcMethod(MethodLocation location) {
        boolean callback = CallbackKind.isCallback(location.method());
        FoundAnnotation.on(location.method()).stream()
                // On other methods the role annotations may be for another container, such as that of session beans.
                .filter(found -> isOwn(found) || (callback && found.isOneOf(RoleReader.ANNOTATIONS)))
                .forEach(found -> problems.accept(AccessProblems.appliesToNoCall(RuleLocation.of(location), found)));
    }

    /** Reports annotations on a handler without any {@link dev.webshocket.RpcMethod}. */
    void checkNoRpcMethods() {
        FoundAnnotation.on(handler).stream()
                .filter(found -> isOwn(found) || found.isOneOf(RoleReader.ANNOTATIONS))
                .forEach(found ->
                        problems.accept(AccessProblems.appliesToNoCall(RuleLocation.of(handler, handler), found)));
    }

    private Element read(AnnotatedElement element, RuleLocation location, Optional<Class<?>> type) {
        List<FoundAnnotation> annotations = FoundAnnotation.on(element);
        return new Element(
                access.read(annotations, location),
                texts(annotations, found -> AccessReader.isRule(found.annotation())),
                roles.read(annotations, location),
                texts(annotations, found -> found.isOneOf(RoleReader.ANNOTATIONS)).stream()
                        .findFirst(),
                limits.read(annotations, location, type));
    }

    private static List<String> texts(List<FoundAnnotation> annotations, Predicate<FoundAnnotation> kind) {
        return annotations.stream()
                .filter(kind)
                .map(found -> AnnotationText.of(found.annotation()))
                .toList();
    }

    private <T> Optional<T> nearest(Element own, MethodLocation location, Function<Element, Optional<T>> part) {
        return Stream.concat(
                        Stream.of(own, classes.get(location.method().getDeclaringClass())), classes.values().stream())
                .flatMap(element -> part.apply(element).stream())
                .findFirst();
    }
}
