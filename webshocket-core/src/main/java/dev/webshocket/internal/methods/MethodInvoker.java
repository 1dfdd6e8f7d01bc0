package dev.webshocket.internal.methods;

import dev.webshocket.DefinitionProblem;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes handles of type {@code (Object handler, Object[] arguments)Object} that call a method of an object; the result of
 * a {@code void} method is null. The call is virtual, so that it goes through a proxy or an intercepted subclass.
 *
 * <p>Uses {@link Method#setAccessible}: it gives access to package-private and protected methods of any class loader.
 * {@link MethodHandles#privateLookupIn} would have the same requirements, and need a lookup for each class. A named
 * module has to open the package of its handlers.
 */
public final class MethodInvoker {

    private static final MethodType TYPE = MethodType.methodType(Object.class, Object.class, Object[].class);

    private MethodInvoker() {}

    /**
     * Makes the handle of a method, and reports methods that cannot be called.
     *
     * @param annotation the one that asks for it
     * @return empty if the method has been reported
     */
    public static Optional<MethodHandle> of(
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
        Optional<MethodHandle> invoker = of(location.method());
        if (invoker.isEmpty()) {
            problems.accept(MethodProblems.packageNotOpen(annotation, location));
        }
        return invoker;
    }

    /** Makes the handle; empty if the method's module does not open the package. */
    static Optional<MethodHandle> of(Method method) {
        try {
            method.setAccessible(true);
            // Fixed arity, since the argument of a varargs parameter is already an array.
            MethodHandle handle = MethodHandles.lookup().unreflect(method).asFixedArity();
            return Optional.of(handle.asSpreader(Object[].class, method.getParameterCount())
                    .asType(TYPE));
        } catch (InaccessibleObjectException | IllegalAccessException e) {
            return Optional.empty();
        }
    }
}
