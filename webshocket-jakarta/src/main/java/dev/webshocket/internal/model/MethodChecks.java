package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.internal.methods.MethodInvoker;
import dev.webshocket.internal.methods.MethodLocation;
import dev.webshocket.internal.methods.PackagePrivate;
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
        boolean reported = Modifier.isStatic(modifiers) || Modifier.isPrivate(modifiers);
        if (!reported && HandlerChecks.needsProxy(location.handler())) {
            checkProxy(annotation, location, problems);
        }
        return MethodInvoker.of(annotation, location, problems);
    }

    private static void checkProxy(
            Class<? extends Annotation> annotation, MethodLocation location, Consumer<DefinitionProblem> problems) {
        // A final class is reported once, not for each of its methods.
        if (Modifier.isFinal(location.method().getModifiers())
                && !Modifier.isFinal(location.handler().getModifiers())) {
            problems.accept(HandlerMethodProblems.isFinal(annotation, location));
        }
        if (PackagePrivate.isHidden(location.method(), location.handler())) {
            problems.accept(HandlerMethodProblems.packagePrivate(annotation, location));
        }
    }
}
