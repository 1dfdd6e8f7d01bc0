package dev.webshocket.internal.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Makes handles that call a handler's method: {@code (Object handler, Object[] arguments)Object}, null for a {@code
 * void} method. The call is virtual, so a proxy or an intercepted subclass gets it.
 *
 * <p>Access is by {@link Method#setAccessible}, which does for package-private and protected methods of any class loader
 * where {@link MethodHandles#privateLookupIn} would need the same of the module and a lookup for each class besides. A
 * class in a named module has to open its package.
 */
final class MethodInvoker {

    private static final MethodType TYPE = MethodType.methodType(Object.class, Object.class, Object[].class);

    private MethodInvoker() {}

    /** Makes the handle; empty where the method's module does not open its package. */
    static Optional<MethodHandle> of(Method method) {
        try {
            method.setAccessible(true);
            // Fixed arity: what callers send for a vararg parameter is an array by now.
            MethodHandle handle = MethodHandles.lookup().unreflect(method).asFixedArity();
            return Optional.of(handle.asSpreader(Object[].class, method.getParameterCount())
                    .asType(TYPE));
        } catch (InaccessibleObjectException | IllegalAccessException e) {
            return Optional.empty();
        }
    }
}
