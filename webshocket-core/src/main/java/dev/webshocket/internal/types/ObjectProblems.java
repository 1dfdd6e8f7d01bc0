package dev.webshocket.internal.types;

import jakarta.json.bind.annotation.JsonbCreator;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;

/** Tells which classes have no values on the wire, and why. */
final class ObjectProblems {

    private ObjectProblems() {}

    static void requireReadable(Class<?> type) throws UnbindableTypeException {
        String problem = problem(type);
        if (problem != null) {
            throw new UnbindableTypeException(type.getTypeName() + " " + problem);
        }
        requireReachable(type);
    }

    static void requireWritable(Class<?> type) throws UnbindableTypeException {
        if (JdkClasses.isOfTheJdk(type)) {
            throw new UnbindableTypeException(type.getTypeName() + " is no class that JSON-B knows");
        }
        if (Throwable.class.isAssignableFrom(type)) {
            throw new UnbindableTypeException(type.getTypeName() + " is an exception, which would tell of the server");
        }
        requireReachable(type);
    }

    /** An anonymous class is written by its own public members, because it cannot be named. */
    static void requireReachable(Class<?> type) throws UnbindableTypeException {
        if (!Modifier.isPublic(type.getModifiers()) && !type.isAnonymousClass()) {
            throw new UnbindableTypeException(type.getTypeName() + " is not public");
        }
        Module own = ObjectProblems.class.getModule();
        Module module = type.getModule();
        if (!module.isExported(type.getPackageName(), own) && !module.isOpen(type.getPackageName(), own)) {
            throw new UnbindableTypeException(type.getTypeName() + " is in a package that the module "
                    + module.getName() + " neither exports nor opens");
        }
    }

    private static String problem(Class<?> type) {
        if (JdkClasses.isOfTheJdk(type)) {
            return "is no class that JSON-B knows";
        }
        if (type.isInterface()) {
            return "is an interface, and no annotation of JSON-B says which class to make";
        }
        long creators = makers(type).filter(ObjectProblems::isCreator).count();
        if (creators > 1) {
            return "has several creators marked with @JsonbCreator";
        }
        if (creators == 1) {
            return null;
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            return "is abstract, and no annotation of JSON-B says which class to make";
        }
        if (type.isRecord()) {
            return type.getDeclaredConstructors().length == 1
                    ? null
                    : "has several constructors, and none is marked with @JsonbCreator";
        }
        return hasDefaultConstructor(type)
                ? null
                : "has neither a constructor without parameters, public or protected, nor a @JsonbCreator";
    }

    /** The constructors and methods of a class. */
    static Stream<Executable> makers(Class<?> type) {
        return Stream.concat(
                Arrays.<Executable>stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()));
    }

    static boolean isCreator(AnnotatedElement maker) {
        return Annotations.find(JsonbCreator.class, maker).isPresent();
    }

    private static boolean hasDefaultConstructor(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(c -> Modifier.isPublic(c.getModifiers()) || Modifier.isProtected(c.getModifiers()))
                .anyMatch(c -> c.getParameterCount() == 0);
    }
}
