package dev.webshocket.internal.types;

import java.lang.reflect.Type;
import java.util.List;

/**
 * The wire form of a Java type's values. Immutable after {@link TypeReader} has returned it. A type that contains itself does
 * so through an {@link ObjectType}, which is equal to itself only.
 */
public sealed interface ValueType permits ValueType.Simple, ObjectType, VariantType {

    /** Returns the Java type, without type variables on the side of reading. */
    Type javaType();

    /** A type whose parts all have fixed forms. */
    sealed interface Simple extends ValueType {}

    /** A value that exists on the wire: {@code boolean}, numbers, strings, {@code byte[]}. */
    record Scalar(Class<?> javaType, Kind kind) implements Simple {

        /** Its kind on the wire. */
        public enum Kind {
            BOOLEAN,
            INTEGER,
            NUMBER,
            CHARACTER,
            STRING,
            BINARY
        }
    }

    /** A number that is a string, in the format of a {@code @JsonbNumberFormat}. */
    record FormattedNumber(Class<?> javaType, Format format) implements Simple {}

    /** A date or time: a string, or with {@link Format#isMillis} a number. */
    record Temporal(Class<?> javaType, Format format) implements Simple {}

    /** A class of the JDK whose values are strings, such as {@link java.util.UUID}. */
    record Text(Class<?> javaType) implements Simple {}

    /** An enum, whose constants are their names. */
    record Enumeration(Class<?> javaType, List<String> names) implements Simple {}

    /** An array, a collection or another {@link Iterable}. */
    record Sequence(Type javaType, ValueType item) implements Simple {}

    /** A map, whose keys become strings. */
    record Mapping(Type javaType, ValueType key, ValueType value) implements Simple {}

    /** An {@link java.util.Optional} or its like: the value, or null. */
    record Maybe(Type javaType, ValueType value) implements Simple {}

    /** A {@link jakarta.json.JsonValue} or one of its subtypes. */
    record Tree(Class<?> javaType) implements Simple {}

    /** Any value on the wire; on the side of writing, by the class of the value. */
    record Anything(Type javaType) implements Simple {}

    /** A type with an adapter of the application. */
    record Adapted(Type javaType, Code adapter, ValueType wire) implements Simple {}

    /** A type with a serializer or deserializer of the application: its form is not known here. */
    record Custom(Type javaType, Code code) implements Simple {}

    /**
     * An adapter, serializer or deserializer of the application.
     *
     * @param type its class
     * @param given the instance in a config; null if an annotation names the class
     */
    record Code(Class<?> type, Object given) {}

    /**
     * How a number or date is formatted.
     *
     * @param pattern the pattern, or one of the names in {@link jakarta.json.bind.annotation.JsonbDateFormat}
     * @param locale a language tag, or {@link jakarta.json.bind.annotation.JsonbDateFormat#DEFAULT_LOCALE}
     */
    record Format(String pattern, String locale) {

        /** The format of the type itself. */
        public static final Format DEFAULT = new Format("##default", "##default");

        /** Whether it is the format of the type itself. */
        public boolean isDefault() {
            return pattern.equals("##default");
        }

        /** Whether it is a number of milliseconds since 1970. */
        public boolean isMillis() {
            return pattern.equals("##time-in-millis");
        }
    }
}
