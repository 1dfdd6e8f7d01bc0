package dev.webshocket.internal.codec;

import dev.webshocket.internal.types.UnbindableTypeException;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells which classes JSON-B has a form for. JSON-B itself would tell of some at the first call only, and take others
 * for beans: the getters of a future block, those of an exception tell of the server's insides.
 */
final class BindableClasses {

    /** What JSON-B 3.0, section 3, names of the JDK's classes, beside collections, maps and {@code java.time}. */
    private static final Set<String> KNOWN = Set.of(
            "java.lang.Enum",
            "java.lang.Number",
            "java.net.URI",
            "java.net.URL",
            "java.nio.file.Path",
            "java.sql.Date",
            "java.sql.Timestamp",
            "java.util.Calendar",
            "java.util.Date",
            "java.util.GregorianCalendar",
            "java.util.OptionalDouble",
            "java.util.OptionalInt",
            "java.util.OptionalLong",
            "java.util.SimpleTimeZone",
            "java.util.TimeZone",
            "java.util.UUID",
            "javax.xml.datatype.XMLGregorianCalendar");

    private BindableClasses() {}

    /**
     * Checks, at deployment, that values of a class can be made.
     *
     * @throws UnbindableTypeException if they cannot
     */
    static void requireReadable(Class<?> type) throws UnbindableTypeException {
        String problem = problem(type);
        if (problem != null) {
            throw new UnbindableTypeException(type.getTypeName() + " " + problem);
        }
    }

    /** Whether JSON-B has a form for values of a class. */
    static boolean isWritable(Class<?> type) {
        return isOfTheJdk(type) ? isKnownOrInherits(type) : !Throwable.class.isAssignableFrom(type);
    }

    /** Whether an annotation on a class names code of the application that makes its values. */
    static boolean isReadByItsOwnCode(Class<?> type) {
        return type.isAnnotationPresent(JsonbTypeAdapter.class)
                || type.isAnnotationPresent(JsonbTypeDeserializer.class);
    }

    private static String problem(Class<?> type) {
        if (type == void.class || type == Void.class) {
            return "has no values";
        }
        boolean namesItsSubtypes = type.isAnnotationPresent(JsonbTypeInfo.class);
        if (isKnown(type) || type.isEnum() || namesItsSubtypes || isReadByItsOwnCode(type)) {
            return null;
        }
        if (isOfTheJdk(type)) {
            return "is no class that JSON-B knows";
        }
        if (type.isInterface()) {
            return "is an interface, and no annotation of JSON-B says which class to make";
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            return "is abstract, and no annotation of JSON-B says which class to make";
        }
        if (hasCreator(type)) {
            return null;
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

    private static boolean isOfTheJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    private static boolean isKnown(Class<?> type) {
        return Collection.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type)
                || JsonValue.class.isAssignableFrom(type)
                || type.getPackageName().equals("java.time")
                || KNOWN.contains(type.getName());
    }

    private static boolean isKnownOrInherits(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (isKnown(each)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasCreator(Class<?> type) {
        Stream<? extends AnnotatedElement> makers =
                Stream.concat(Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()));
        return makers.anyMatch(maker -> maker.isAnnotationPresent(JsonbCreator.class));
    }

    private static boolean hasDefaultConstructor(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(c -> Modifier.isPublic(c.getModifiers()) || Modifier.isProtected(c.getModifiers()))
                .anyMatch(c -> c.getParameterCount() == 0);
    }
}
