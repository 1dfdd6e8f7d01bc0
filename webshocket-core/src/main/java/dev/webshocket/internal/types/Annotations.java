package dev.webshocket.internal.types;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the annotations of JSON-B, also on other annotations. */
final class Annotations {

    private Annotations() {}

    /** Finds the annotation on the first of the elements that has it; elements may be null. */
    static <A extends Annotation> Optional<A> find(Class<A> type, AnnotatedElement... elements) {
        return Arrays.stream(elements)
                .filter(Objects::nonNull)
                .flatMap(element -> on(element, type).stream())
                .findFirst();
    }

    /** Finds the annotation on a class or its package. */
    static <A extends Annotation> Optional<A> ofClass(Class<A> type, Class<?> declaring) {
        return find(type, declaring, declaring.getPackage());
    }

    /** Finds the annotation on a class, or on its superclasses and interfaces, the nearest first. */
    static <A extends Annotation> Optional<A> inherited(Class<A> type, Class<?> declaring) {
        return supertypes(declaring).flatMap(each -> on(each, type).stream()).findFirst();
    }

    /** A class and all its supertypes: superclasses before interfaces, the nearest first. */
    static Stream<Class<?>> supertypes(Class<?> type) {
        Stream<Class<?>> above = Stream.concat(
                        Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                .flatMap(Annotations::supertypes);
        return Stream.concat(Stream.of(type), above).distinct();
    }

    private static <A extends Annotation> Optional<A> on(AnnotatedElement element, Class<A> type) {
        A direct = element.getDeclaredAnnotation(type);
        return direct != null ? Optional.of(direct) : within(element.getDeclaredAnnotations(), type, new HashSet<>());
    }

    private static <A extends Annotation> Optional<A> within(
            Annotation[] annotations, Class<A> type, Set<Class<?>> seen) {
        return Arrays.stream(annotations)
                .map(Annotation::annotationType)
                .filter(seen::add)
                .flatMap(each -> Stream.ofNullable(each.getDeclaredAnnotation(type))
                        .findFirst()
                        .or(() -> within(each.getDeclaredAnnotations(), type, seen))
                        .stream())
                .findFirst();
    }
}
