package dev.webshocket.internal.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes annotations as the source has them, without the packages of classes: {@code @Is("is_admin")}. */
final class AnnotationText {

    private AnnotationText() {}

    /** Returns the text of an annotation, without members that have their default. */
    static String of(Annotation annotation) {
        List<Method> stated = Arrays.stream(annotation.annotationType().getDeclaredMethods())
                .filter(member -> member.getParameterCount() == 0 && !member.isSynthetic())
                .filter(member -> !Objects.deepEquals(value(member, annotation), member.getDefaultValue()))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
        String name = '@' + annotation.annotationType().getSimpleName();
        if (stated.isEmpty()) {
            return name;
        }
        if (stated.size() == 1 && stated.get(0).getName().equals("value")) {
            return name + '(' + text(value(stated.get(0), annotation)) + ')';
        }
        return name
                + stated.stream()
                        .map(member -> member.getName() + " = " + text(value(member, annotation)))
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static Object value(Method member, Annotation annotation) {
        try {
            member.setAccessible(true);
            return member.invoke(annotation);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Object value) {
        if (value instanceof String || value instanceof Character) {
            return '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
        if (value instanceof Class<?> type) {
            return type.getSimpleName();
        }
        if (value instanceof Annotation inner) {
            return of(inner);
        }
        if (!value.getClass().isArray()) {
            return value.toString();
        }
        List<String> items = IntStream.range(0, Array.getLength(value))
                .mapToObj(i -> text(Array.get(value, i)))
                .toList();
        return items.size() == 1 ? items.get(0) : items.stream().collect(Collectors.joining(", ", "{", "}"));
    }
}
