package dev.webshocket.internal.methods;

import dev.webshocket.internal.types.TypeArguments;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the annotated methods of a class: its own, and those of its superclasses and interfaces that are not overridden.
 * Private and static methods are included, so that they can be reported.
 */
public final class AnnotatedMethods {

    /** By name and parameter types. */
    // getDeclaredMethods has no defined order, but problems and callbacks need one.
    public static final Comparator<Method> ORDER =
            Comparator.comparing(Method::getName).thenComparing(m -> Arrays.toString(m.getParameterTypes()));

    private final TypeArguments types;
    private final List<Method> declared;

    private AnnotatedMethods(Class<?> handler, TypeArguments types) {
        this.types = types;
        this.declared = supertypesOf(handler).stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()).sorted(ORDER))
                // A bridge method copies the annotations of its target, which is in the list itself.
                .filter(method -> !method.isBridge() && !method.isSynthetic())
                .toList();
    }

    /**
     * Finds the methods of a class.
     *
     * @param types the type arguments of that class
     * @param isAnnotated tells whether a method has one of the annotations
     */
    public static List<Method> of(Class<?> handler, TypeArguments types, Predicate<Method> isAnnotated) {
        AnnotatedMethods methods = new AnnotatedMethods(handler, types);
        return methods.declared.stream()
                .filter(isAnnotated)
                .filter(method -> methods.declared.stream().noneMatch(other -> methods.overrides(other, method)))
                .toList();
    }

    /** Returns the handler, then its superclasses, then all interfaces. */
    public static Set<Class<?>> supertypesOf(Class<?> handler) {
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> type = handler; type != null && type != Object.class; type = type.getSuperclass()) {
            classes.add(type);
        }
        Set<Class<?>> result = new LinkedHashSet<>(classes);
        classes.forEach(type -> interfacesOf(type).forEach(result::add));
        return result;
    }

    private static Stream<Class<?>> interfacesOf(Class<?> type) {
        return Arrays.stream(type.getInterfaces()).flatMap(i -> Stream.concat(Stream.of(i), interfacesOf(i)));
    }

    private boolean overrides(Method method, Method other) {
        return isInherited(method)
                && isInherited(other)
                && isBelow(method.getDeclaringClass(), other)
                && MethodSignature.of(method, types).equals(MethodSignature.of(other, types));
    }

    private static boolean isInherited(Method method) {
        return !Modifier.isPrivate(method.getModifiers()) && !Modifier.isStatic(method.getModifiers());
    }

    private static boolean isBelow(Class<?> type, Method other) {
        Class<?> above = other.getDeclaringClass();
        if (type == above) {
            return false;
        }
        if (above.isInterface()) {
            // A method of a class overrides that of any interface of the handler, even one that the class does not
            // implement.
            return !type.isInterface() || above.isAssignableFrom(type);
        }
        return above.isAssignableFrom(type) && !PackagePrivate.isHidden(other, type);
    }
}
