package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.function.Consumer;

/** What a handler class must be. */
final class HandlerRules {

    private HandlerRules() {}

    static void check(Class<?> handler, Consumer<DefinitionProblem> problems) {
        String kind = kindWithoutInstances(handler);
        if (kind != null) {
            problems.accept(HandlerProblems.noInstances(handler, kind));
        }
        if (isInner(handler)) {
            problems.accept(HandlerProblems.inner(handler));
        }
        if (Modifier.isPrivate(handler.getModifiers())) {
            problems.accept(HandlerProblems.privateClass(handler));
        }
        // An enum without bodies is final too; that it has no instances to offer says enough.
        if (kind == null && Modifier.isFinal(handler.getModifiers()) && needsProxy(handler)) {
            problems.accept(HandlerProblems.finalClass(handler));
        }
    }

    /**
     * Tells whether callers get a client proxy in place of the instance, CDI 4.0 section 5.4. They do unless the class
     * has a pseudo-scope, such as {@code @Dependent}, for the scope of a {@link dev.webshocket.WebSocketHandler} is
     * otherwise a normal one.
     */
    static boolean needsProxy(Class<?> handler) {
        // By name: without a CDI container there need be no such class.
        return Arrays.stream(handler.getAnnotations())
                .flatMap(a -> Arrays.stream(a.annotationType().getAnnotations()))
                .noneMatch(a -> a.annotationType().getName().equals("jakarta.inject.Scope"));
    }

    private static String kindWithoutInstances(Class<?> handler) {
        if (handler.isAnnotation()) {
            return "an annotation";
        }
        if (handler.isInterface()) {
            return "an interface";
        }
        if (handler.isEnum()) {
            return "an enum";
        }
        return Modifier.isAbstract(handler.getModifiers()) ? "abstract" : null;
    }

    private static boolean isInner(Class<?> handler) {
        return handler.isLocalClass()
                || handler.isAnonymousClass()
                || (handler.isMemberClass() && !Modifier.isStatic(handler.getModifiers()));
    }
}
