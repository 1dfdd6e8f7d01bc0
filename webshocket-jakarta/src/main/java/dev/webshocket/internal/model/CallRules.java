package dev.webshocket.internal.model;

import dev.webshocket.ClientConnection;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.RateLimit;
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
 * What rules the calls of one handler: its classes' annotations, and with them those of each method. Access rules add up
 * over the class, all that it extends and implements, and the method. Of roles and rate limits the nearest counts: the
 * method's, else that of the class that declares the method, else that of the handler and what is above it.
 */
final class CallRules {

    private final String path;
    private final Class<?> handler;
    private final AccessReader access;
    private final RoleReader roles;
    private final RateLimitReader limits;
    private final Consumer<DefinitionProblem> problems;
    private final Map<Class<?>, Element> classes = new LinkedHashMap<>();

    CallRules(String path, Class<?> handler, RuleBook book, Consumer<DefinitionProblem> problems) {
        this.path = path;
        this.handler = handler;
        this.access = new AccessReader(book, problems);
        this.roles = new RoleReader(problems);
        this.limits = new RateLimitReader(problems);
        this.problems = problems;
        AnnotatedMethods.supertypesOf(handler)
                .forEach(type -> classes.put(type, read(type, RulePlace.of(handler, type), Optional.of(type))));
    }

    /** What stands on a class or method. */
    private record Element(
            List<Predicate<ClientConnection>> access,
            Optional<Predicate<ClientConnection>> roles,
            Optional<DeclaredLimit> limit) {}

    /**
     * What rules the calls of one method.
     *
     * @param access who may call
     * @param limit how often
     */
    record OfMethod(Predicate<ClientConnection> access, Optional<RateLimitModel> limit) {}

    /** Tells whether an annotation of ours stands on a method, which means that it is about its calls. */
    static boolean standOn(AnnotatedElement method) {
        return FoundAnnotation.on(method).stream().anyMatch(CallRules::isOwn);
    }

    /** Reads what rules the calls of a method that is exposed by this name. */
    OfMethod of(Place place, String name) {
        Element own = read(place.method(), RulePlace.of(place), Optional.empty());
        List<Predicate<ClientConnection>> all = new ArrayList<>();
        nearest(own, place, Element::roles).ifPresent(all::add);
        classes.values().forEach(type -> all.addAll(type.access()));
        all.addAll(own.access());
        return new OfMethod(
                AccessReader.allOf(all), nearest(own, place, Element::limit).map(limit -> limit.of(path, name)));
    }

    private static boolean isOwn(FoundAnnotation found) {
        return AccessReader.isRule(found.annotation()) || found.annotation() instanceof RateLimit;
    }

    /** Reports what stands on a method that is no remote one, and would protect nothing. */
    void checkNoCall(Place place) {
        boolean callback = CallbackKind.isCallback(place.method());
        FoundAnnotation.on(place.method()).stream()
                // On any other method they may be meant for another container, as on those of a session bean.
                .filter(found -> isOwn(found) || (callback && found.isOneOf(RoleReader.ANNOTATIONS)))
                .forEach(found -> problems.accept(AccessProblems.rulesNoCall(RulePlace.of(place), found)));
    }

    /** Reports what stands on a handler without any remote method. */
    void checkNoCalls() {
        FoundAnnotation.on(handler).stream()
                .filter(found -> isOwn(found) || found.isOneOf(RoleReader.ANNOTATIONS))
                .forEach(found -> problems.accept(AccessProblems.rulesNoCall(RulePlace.of(handler, handler), found)));
    }

    private Element read(AnnotatedElement element, RulePlace place, Optional<Class<?>> type) {
        List<FoundAnnotation> annotations = FoundAnnotation.on(element);
        return new Element(
                access.read(annotations, place), roles.read(annotations, place), limits.read(annotations, place, type));
    }

    private <T> Optional<T> nearest(Element own, Place place, Function<Element, Optional<T>> part) {
        return Stream.concat(Stream.of(own, classes.get(place.method().getDeclaringClass())), classes.values().stream())
                .flatMap(element -> part.apply(element).stream())
                .findFirst();
    }
}
