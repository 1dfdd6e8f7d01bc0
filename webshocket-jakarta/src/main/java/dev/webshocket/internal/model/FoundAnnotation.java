package dev.webshocket.internal.model;

import java.lang.annotation.Annotation;
import java.lang.annotation.Repeatable;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An annotation of an element, direct or as a meta-annotation at any depth.
 *
 * @param annotation the annotation
 * @param via the annotation on the element that carries the meta-annotation; empty for a direct annotation
 */
record FoundAnnotation(Annotation annotation, Optional<Class<? extends Annotation>> via) {

    /** Finds the annotations of an element; repeated ones are separate. */
    static List<FoundAnnotation> on(AnnotatedElement element) {
        List<FoundAnnotation> found = new ArrayList<>();
        Set<Class<?>> seen = new HashSet<>();
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            expand(annotation).forEach(each -> {
                Class<? extends Annotation> type = each.annotationType();
                found.add(new FoundAnnotation(each, Optional.empty()));
                collect(type, type, seen, found);
            });
        }
        return found;
    }

    private static void collect(
            Class<? extends Annotation> type,
            Class<? extends Annotation> via,
            Set<Class<?>> seen,
            List<FoundAnnotation> found) {
        // Meta-annotations may form a cycle; @Documented is on itself.
        if (!seen.add(type)) {
            return;
        }
        for (Annotation annotation : type.getDeclaredAnnotations()) {
            expand(annotation).forEach(each -> {
                found.add(new FoundAnnotation(each, Optional.of(via)));
                collect(each.annotationType(), via, seen, found);
            });
        }
    }

    /** Unwraps the container annotation of repeated annotations. */
    private static Stream<Annotation> expand(Annotation annotation) {
        try {
            Method value = annotation.annotationType().getDeclaredMethod("value");
            Class<?> component = value.getReturnType().getComponentType();
            Repeatable repeatable = component == null ? null : component.getAnnotation(Repeatable.class);
            if (repeatable == null || repeatable.value() != annotation.annotationType()) {
                return Stream.of(annotation);
            }
            value.setAccessible(true);
            return Arrays.stream((Annotation[]) value.invoke(annotation));
        } catch (NoSuchMethodException e) {
            return Stream.of(annotation);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isOneOf(List<Class<? extends Annotation>> types) {
        return types.contains(annotation.annotationType());
    }
}
