package dev.webshocket.internal.types;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The type arguments of a class's inherited methods, and the names of its methods in messages. Immutable. */
public final class GenericTypes {

    private final TypeArguments arguments;

    private GenericTypes(TypeArguments arguments) {
        this.arguments = arguments;
    }

    /**
     * Reads all supertypes of a class.
     *
     * @param type a class or interface
     * @return the arguments of their type variables
     */
    public static GenericTypes of(Class<?> type) {
        return new GenericTypes(TypeArguments.of(type));
    }

    /**
     * Replaces the known type variables of a type.
     *
     * @param type a type in a method of the class
     * @return the type without the variables that have arguments
     */
    public Type resolve(Type type) {
        return arguments.resolve(type);
    }

    /**
     * Names a class as messages do.
     *
     * @param type a class
     * @return its name in the source, or its binary name if it has none
     */
    public static String nameOf(Class<?> type) {
        return type.getCanonicalName() == null ? type.getName() : type.getCanonicalName();
    }

    /**
     * Names a method as messages do.
     *
     * @param type the class that has it
     * @param method a method that it declares or inherits
     * @return {@code fully.qualified.Class#method(types)}
     */
    public static String describe(Class<?> type, Method method) {
        Class<?> declaring = method.getDeclaringClass();
        return nameOf(declaring)
                + "#"
                + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"))
                + (declaring == type ? "" : " (inherited by " + nameOf(type) + ")");
    }
}
