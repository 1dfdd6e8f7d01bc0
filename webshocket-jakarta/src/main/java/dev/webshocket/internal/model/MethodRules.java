package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.function.Consumer;

/** What any method must be that the framework calls. */
final class MethodRules {

    private MethodRules() {}

    /** Makes the handle that calls the method; empty where there can be none. */
    static Optional<MethodHandle> check(
            Class<? extends Annotation> annotation, Place place, Consumer<DefinitionProblem> problems) {
        int modifiers = place.method().getModifiers();
        if (Modifier.isStatic(modifiers)) {
            problems.accept(MethodProblems.isStatic(annotation, place));
            return Optional.empty();
        }
        if (Modifier.isPrivate(modifiers)) {
            problems.accept(MethodProblems.isPrivate(annotation, place));
            return Optional.empty();
        }
        if (HandlerRules.needsProxy(place.handler())) {
            checkProxy(annotation, place, problems);
        }
        Optional<MethodHandle> invoker = MethodInvoker.of(place.method());
        if (invoker.isEmpty()) {
            problems.accept(MethodProblems.packageNotOpen(annotation, place));
        }
        return invoker;
    }

    private static void checkProxy(
            Class<? extends Annotation> annotation, Place place, Consumer<DefinitionProblem> problems) {
        // A final class is reported itself and needs no word on each of its methods.
        if (Modifier.isFinal(place.method().getModifiers())
                && !Modifier.isFinal(place.handler().getModifiers())) {
            problems.accept(MethodProblems.isFinal(annotation, place));
        }
        if (PackagePrivate.isHidden(place.method(), place.handler())) {
            problems.accept(MethodProblems.packagePrivate(annotation, place));
        }
    }
}
