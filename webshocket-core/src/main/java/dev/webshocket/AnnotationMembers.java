package dev.webshocket;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the values of an annotation's members. */
final class AnnotationMembers {

    private AnnotationMembers() {}

    /** Returns the values of all members, sorted by the members' names; an array contributes each of its items. */
    static Stream<Object> of(Annotation annotation) {
        return Arrays.stream(annotation.annotationType().getDeclaredMethods())
                .filter(member -> member.getParameterCount() == 0 && !member.isSynthetic())
                .sorted(Comparator.comparing(Method::getName))
                .map(member -> value(member, annotation))
                .flatMap(AnnotationMembers::items);
    }

    private static Object value(Method member, Annotation annotation) {
        try {
            member.setAccessible(true);
            return member.invoke(annotation);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Object> items(Object value) {
        return value.getClass().isArray()
                ? IntStream.range(0, Array.getLength(value)).mapToObj(i -> Array.get(value, i))
                : Stream.of(value);
    }
}
