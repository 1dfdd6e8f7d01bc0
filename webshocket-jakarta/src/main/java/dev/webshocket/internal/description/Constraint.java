package dev.webshocket.internal.description;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A constraint that Jakarta Validation has built in. It is read by names, since the API may be absent.
 *
 * @param name the simple name, such as {@code Size}
 * @param annotation the annotation
 */
record Constraint(String name, Annotation annotation) {

    private static final String PACKAGE = "jakarta.validation.constraints.";
    private static final String COMPOSED = "jakarta.validation.Constraint";

    /** Finds the constraints among annotations, those that composed constraints of the application consist of included. */
    static List<Constraint> among(List<Annotation> annotations) {
        List<Constraint> found = new ArrayList<>();
        collect(annotations.stream(), found, new HashSet<>());
        return found;
    }

    private static void collect(Stream<Annotation> annotations, List<Constraint> found, Set<Class<?>> composed) {
        annotations.flatMap(Constraint::repeated).forEach(annotation -> {
            Class<? extends Annotation> type = annotation.annotationType();
            Constraint constraint = new Constraint(type.getSimpleName(), annotation);
            if (type.getName().startsWith(PACKAGE)) {
                if (constraint.isOfDefaultGroup()) {
                    found.add(constraint);
                }
            } else if (Stream.of(type.getAnnotations())
                            .anyMatch(each -> each.annotationType().getName().equals(COMPOSED))
                    && constraint.isOfDefaultGroup()
                    && composed.add(type)) {
                collect(Stream.of(type.getAnnotations()), found, composed);
            }
        });
    }

    /** Unwraps the lists that hold repeated constraints. */
    private static Stream<Annotation> repeated(Annotation annotation) {
        boolean list = annotation.annotationType().getName().startsWith(PACKAGE)
                && annotation.annotationType().getSimpleName().equals("List");
        Object value = list ? value(annotation, "value") : null;
        return list
                ? IntStream.range(0, Array.getLength(value)).mapToObj(i -> (Annotation) Array.get(value, i))
                : Stream.of(annotation);
    }

    private boolean isOfDefaultGroup() {
        return !(value(annotation, "groups") instanceof Object[] groups) || groups.length == 0;
    }

    /** Returns a member that is a whole number. */
    long number(String member) {
        return ((Number) value(annotation, member)).longValue();
    }

    /** Returns a member that is a text. */
    String text(String member) {
        return (String) value(annotation, member);
    }

    /** Returns a member that is true or false. */
    boolean isTrue(String member) {
        return (boolean) value(annotation, member);
    }

    /** Tells whether a member that is a list is empty. */
    boolean isEmpty(String member) {
        return Array.getLength(value(annotation, member)) == 0;
    }

    private static Object value(Annotation annotation, String member) {
        try {
            var method = annotation.annotationType().getDeclaredMethod(member);
            method.setAccessible(true);
            return method.invoke(annotation);
        } catch (NoSuchMethodException e) {
            return null;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
