package dev.webshocket.internal.description;

import dev.webshocket.internal.types.Property;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a value is used: a parameter, a result, a property, or a part of one of these. Constraints and the like are annotations of
 * places rather than of types. Immutable.
 *
 * @param annotations those that hold for the value
 * @param type the type as it is written there; null if that is not known
 */
record Place(List<Annotation> annotations, AnnotatedType type) {

    /** Without annotations. */
    static final Place NONE = new Place(List.of(), null);

    /** A parameter of a method. */
    static Place of(Parameter parameter) {
        return of(parameter.getAnnotatedType(), Stream.of(parameter));
    }

    /** The result of a method. */
    static Place resultOf(Method method) {
        return of(method.getAnnotatedReturnType(), Stream.of(method));
    }

    /** A property: its annotations may be on the field, the getter, the setter, the component or the constructor's parameter. */
    static Place of(Property property) {
        PropertyElements elements = PropertyElements.of(property.origin());
        return of(elements.type(), elements.all().stream());
    }

    private static Place of(AnnotatedType type, Stream<? extends AnnotatedElement> elements) {
        List<Annotation> found = new ArrayList<>();
        Stream.concat(elements, Stream.ofNullable(type))
                .flatMap(element -> Arrays.stream(element.getAnnotations()))
                .filter(annotation -> !found.contains(annotation))
                .forEach(found::add);
        return new Place(List.copyOf(found), type);
    }

    /** Returns the place of the items of an array, a collection, an optional value, or a stage or stream. */
    Place item() {
        if (type instanceof AnnotatedArrayType array) {
            return of(array.getAnnotatedGenericComponentType(), Stream.empty());
        }
        return argument(0, 1);
    }

    /** Returns the place of the values of a map. */
    Place value() {
        return argument(1, 2);
    }

    private Place argument(int index, int arguments) {
        // A class with another number of arguments has them in an order of its own.
        if (type instanceof AnnotatedParameterizedType generic
                && generic.getAnnotatedActualTypeArguments().length == arguments) {
            return of(generic.getAnnotatedActualTypeArguments()[index], Stream.empty());
        }
        return NONE;
    }

    /** Tells whether the value may be null, by any annotation of the name {@code Nullable}. */
    boolean isNullable() {
        return annotations.stream()
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }
}
