package dev.webshocket.internal.methods;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * Finds methods that a class cannot override since they are package-private in another package, JVM Specification
 * section 5.4.5.
 */
public final class PackagePrivate {

    private static final int WIDER_OR_PRIVATE = Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE;

    private PackagePrivate() {}

    /** Tells whether a class, and so a proxy in its package, cannot override a method of a superclass. */
    public static boolean isHidden(Method method, Class<?> from) {
        return (method.getModifiers() & WIDER_OR_PRIVATE) == 0 && !isSamePackage(method.getDeclaringClass(), from);
    }

    // A run-time package belongs to a class loader.
    private static boolean isSamePackage(Class<?> one, Class<?> other) {
        return one.getPackageName().equals(other.getPackageName()) && one.getClassLoader() == other.getClassLoader();
    }
}
