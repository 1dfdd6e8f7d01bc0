package dev.webshocket.internal.redis.session;

import jakarta.json.bind.annotation.JsonbTransient;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fields of a class that JSON-B does not see by their names: they are not public, and have no getter. What one has may come back by a
 * property of another name, or not at all. Fields that are {@code transient} or {@link JsonbTransient} need not come back. Immutable; safe
 * for use by any thread.
 *
 * @param fields can be read
 */
record HiddenFields(List<Field> fields) {

    /** Finds the hidden fields of a class and of its superclasses; those of the JDK, and of modules that are not open, are left out. */
    static HiddenFields of(Class<?> type) {
        List<Field> found = new ArrayList<>();
        if (!type.isRecord() && !type.isEnum()) {
            for (Class<?> each = type; !ApplicationTypes.isOfJdk(each); each = each.getSuperclass()) {
                Arrays.stream(each.getDeclaredFields())
                        .filter(field -> isHidden(field, type) && field.trySetAccessible())
                        .forEach(found::add);
            }
        }
        return new HiddenFields(List.copyOf(found));
    }

    private static boolean isHidden(Field field, Class<?> type) {
        int seenOrLeftOut = Modifier.PUBLIC | Modifier.STATIC | Modifier.TRANSIENT;
        return (field.getModifiers() & seenOrLeftOut) == 0
                && !field.isSynthetic()
                && !field.isAnnotationPresent(JsonbTransient.class)
                && !hasGetter(field.getName(), type);
    }

    private static boolean hasGetter(String name, Class<?> type) {
        String ending = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return Stream.of(type.getMethods())
                .anyMatch(method -> method.getParameterCount() == 0
                        && (method.getName().equals("get" + ending)
                                || method.getName().equals("is" + ending)));
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Returns the name of a field whose value is not in what was read of it; empty if there is none. */
    Optional<String> lost(Object value, Object again) {
        return fields.stream()
                .filter(field -> !isSame(get(field, value), get(field, again)))
                .map(Field::getName)
                .findFirst();
    }

    private static Object get(Field field, Object of) {
        try {
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " was accessible", e);
        }
    }

    /** Compares what is plain, and how much there is in containers. Other objects, such as locks, are what the class makes. */
    private static boolean isSame(Object one, Object other) {
        if (one == null || other == null) {
            return one == other;
        }
        if (one instanceof Collection<?> elements) {
            return other instanceof Collection<?> others && elements.size() == others.size();
        }
        if (one instanceof Map<?, ?> entries) {
            return other instanceof Map<?, ?> others && entries.size() == others.size();
        }
        if (one.getClass().isArray()) {
            return other.getClass().isArray() && Array.getLength(one) == Array.getLength(other);
        }
        // Numbers that change, such as AtomicInteger, have no equality.
        boolean plain = one instanceof Comparable<?> || one instanceof Number;
        return !plain || one.toString().equals(other.toString());
    }
}
