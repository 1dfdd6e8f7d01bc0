package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks that the engine can call a method. */
final class MethodChecks {

    private MethodChecks() {}

    /** Makes the handle that calls the method; empty if the method is invalid. */
    static Optional<MethodHandle> check(
            Class<? extends Annotation> annotation, MethodLocation location, Consumer<DefinitionProblem> problems) {
        int modifiers = location.method().getModifiers();
        if (Modifier.isStatic(modifiers)) {
            problems.accept(MethodProblems.isStatic(annotation, location));
            return Optional.empty();
        }
        if (Modifier.isPrivate(modifiers)) {
            problems.accept(MethodProblems.isPrivate(annotation, location));
            return Optional.empty();
        }
        if (HandlerChecks.needsProxy(location.handler())) {
            checkProxy(annotation, location, problems);
        }
        Optional<MethodHandle> invoker = MethodInvoker.of(location.method());
        if (invoker.isEmpty()) {
            problems.accept(MethodProblems.packageNotOpen(annotation, location));
        }
        return invoker;
    }

    private static void checkProxy(
            Class<? extends Annotation> annotation, MethodLocation location, Consumer<DefinitionProblem> problems) {
        // A final class is reported once, not for each of its methods.
        if (Modifier.isFinal(location.method().getModifiers())
                && !Modifier.isFinal(location.handler().getModifiers())) {
            problems.accept(MethodProblems.isFinal(annotation, location));
        }
        if (PackagePrivate.isHidden(location.method(), location.handler())) {
            problems.accept(MethodProblems.packagePrivate(annotation, location));
        }
    }
}
