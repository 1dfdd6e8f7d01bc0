package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.function.Consumer;

/** Checks the modifiers and the kind of a handler class. */
final class HandlerChecks {

    private HandlerChecks() {}

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
        // Most enums are final too, but are reported above.
        if (kind == null && Modifier.isFinal(handler.getModifiers()) && needsProxy(handler)) {
            problems.accept(HandlerProblems.finalClass(handler));
        }
    }

    /**
     * Tells whether callers get a client proxy instead of the instance, CDI 4.0 section 5.4. They do unless the class
     * has a pseudo-scope such as {@code @Dependent}: any other scope of a {@link dev.webshocket.WebSocketHandler} is a
     * normal scope.
     */
    static boolean needsProxy(Class<?> handler) {
        // By name, since the class may be missing without a CDI container.
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
