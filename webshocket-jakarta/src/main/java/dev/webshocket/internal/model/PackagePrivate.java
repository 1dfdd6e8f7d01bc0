package dev.webshocket.internal.model;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** Which methods a class cannot override since they are package-private elsewhere, JVM Specification section 5.4.5. */
final class PackagePrivate {

    private static final int WIDER_OR_PRIVATE = Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE;

    private PackagePrivate() {}

    /** Tells whether a method of a superclass is out of reach for a class, and so for any proxy beside that class. */
    static boolean isHidden(Method method, Class<?> from) {
        return (method.getModifiers() & WIDER_OR_PRIVATE) == 0 && !isSamePackage(method.getDeclaringClass(), from);
    }

    // A package of the same name that another class loader defines is another one.
    private static boolean isSamePackage(Class<?> one, Class<?> other) {
        return one.getPackageName().equals(other.getPackageName()) && one.getClassLoader() == other.getClassLoader();
    }
}
