package dev.webshocket.internal.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** Creates method handles for the constructors, methods and fields of a type's properties. */
final class Handles {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private Handles() {}

    /** Makes {@code Object (Object[])} of a constructor or static method. */
    static MethodHandle maker(Executable maker) {
        MethodHandle handle = access(
                maker,
                () -> maker instanceof Constructor<?> constructor
                        ? LOOKUP.unreflectConstructor(constructor)
                        : LOOKUP.unreflect((Method) maker));
        return handle.asFixedArity()
                .asSpreader(Object[].class, maker.getParameterCount())
                .asType(MethodType.methodType(Object.class, Object[].class));
    }

    /** Makes {@code void (Object, Object)} of a setter or field. */
    static MethodHandle setter(AnnotatedElement element) {
        MethodHandle handle = access(
                (AccessibleObject) element,
                () -> element instanceof Method method
                        ? LOOKUP.unreflect(method)
                        : LOOKUP.unreflectSetter((Field) element));
        return handle.asFixedArity().asType(MethodType.methodType(void.class, Object.class, Object.class));
    }

    /** Makes {@code Object (Object)} of a getter or field. */
    static MethodHandle getter(AnnotatedElement element) {
        MethodHandle handle = access(
                (AccessibleObject) element,
                () -> element instanceof Method method
                        ? LOOKUP.unreflect(method)
                        : LOOKUP.unreflectGetter((Field) element));
        return handle.asType(MethodType.methodType(Object.class, Object.class));
    }

    @FunctionalInterface
    private interface Access {
        MethodHandle handle() throws IllegalAccessException;
    }

    private static MethodHandle access(AccessibleObject object, Access access) {
        try {
            return access.handle();
        } catch (IllegalAccessException e) {
            return overridden(object, access);
        }
    }

    /** Members that are not public are used if a strategy of the application says so, or their package is open to us. */
    private static MethodHandle overridden(AccessibleObject object, Access access) {
        try {
            object.setAccessible(true);
            return access.handle();
        } catch (IllegalAccessException | RuntimeException e) {
            throw new IllegalStateException("the model accepted a member that is not accessible: " + object, e);
        }
    }
}
