package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.webshocket.internal.types.UnbindableTypeException;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.stream.JsonParser;
import java.io.File;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Date;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Types that cannot be converted from the wire are found at deployment. */
class UnbindableTypesTest {

    @JsonbTypeAdapter(PointAdapter.class)
    public record Point(int x) {}

    public static class PointAdapter implements JsonbAdapter<Point, String> {
        @Override
        public String adaptToJson(Point point) {
            return Integer.toString(point.x());
        }

        @Override
        public Point adaptFromJson(String text) {
            return new Point(Integer.parseInt(text));
        }
    }

    public record Ranked(int rank) implements Comparable<Ranked> {
        @Override
        public int compareTo(Ranked other) {
            return Integer.compare(rank, other.rank);
        }
    }

    public static class ByX extends TreeSet<Point> {
        private static final long serialVersionUID = 1;

        public ByX() {
            super(Comparator.comparing(Point::x));
        }
    }

    @JsonbTypeInfo
    public interface NoSubtypes {}

    public interface Shape {}

    public abstract static class Base {}

    public static class NoConstructor {
        public NoConstructor(int only) {}
    }

    public static class PrivateConstructor {
        private PrivateConstructor() {}
    }

    public static class PackageConstructor {
        PackageConstructor() {}
    }

    public class Inner {}

    public record TwoConstructors(int x, int y) {
        public TwoConstructors(int x) {
            this(x, 0);
        }
    }

    public record TwoConstructorsAndACreator(int x, int y) {
        @JsonbCreator
        public TwoConstructorsAndACreator {}

        public TwoConstructorsAndACreator(int x) {
            this(x, 0);
        }
    }

    record PackageRecord(int x) {}

    private record PrivateRecord(int x) {}

    public static class ByFactory {
        private ByFactory() {}

        @JsonbCreator
        public static ByFactory make() {
            return new ByFactory();
        }
    }

    @JsonbTypeDeserializer(TaughtDeserializer.class)
    public interface Taught {}

    public static final class TaughtDeserializer implements JsonbDeserializer<Taught> {
        @Override
        public Taught deserialize(JsonParser parser, DeserializationContext context, Type type) {
            if (parser.getValue() == JsonValue.NULL) {
                throw new JsonbException("no null");
            }
            return new Taught() {};
        }
    }

    private final Binding binding = new Binding();

    static <T> Stream<Arguments> open() {
        return Stream.of(
                arguments(new TypeOf<List<?>>() {}.type(), "the wildcard ? names no type"),
                arguments(
                        new TypeOf<List<? extends Number>>() {}.type(),
                        "the wildcard ? extends java.lang.Number names no type"),
                arguments(
                        new TypeOf<Map<String, List<? super Integer>>>() {}.type(),
                        "the wildcard ? super java.lang.Integer names no type"),
                arguments(new TypeOf<T>() {}.type(), "the type variable T names no type"),
                arguments(new TypeOf<T[]>() {}.type(), "the type variable T names no type"),
                arguments(new TypeOf<Optional<T>>() {}.type(), "the type variable T names no type"),
                arguments(new TypeOf<TreeMap<String, T[]>>() {}.type(), "the type variable T names no type"));
    }

    @ParameterizedTest
    @MethodSource
    void open(Type type, String reason) {
        assertThatExceptionOfType(UnbindableTypeException.class)
                .isThrownBy(() -> binding.readerFor(type))
                .withMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                void.class,
                Void.class,
                InputStream.class,
                File.class,
                Thread.class,
                Class.class,
                Locale.class,
                Runnable.class,
                Stream.class,
                Callable.class,
                Shape.class,
                Base.class,
                NoConstructor.class,
                PrivateConstructor.class,
                PackageConstructor.class,
                TwoConstructors.class,
                Inner.class
            })
    void classesThatCannotBeRead(Class<?> type) {
        assertThatExceptionOfType(UnbindableTypeException.class)
                .isThrownBy(() -> binding.readerFor(type))
                .withMessageStartingWith(type.getTypeName() + " ");
        assertThatExceptionOfType(UnbindableTypeException.class)
                .isThrownBy(() -> binding.readerFor(type.isPrimitive() ? type : type.arrayType()))
                .withMessageStartingWith(type.getTypeName() + " ");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Map.Entry.class,
                Supplier.class,
                Runnable.class,
                Callable.class,
                Comparator.class,
                Enumeration.class,
                Iterator.class
            })
    void interfacesThatCannotBeWritten(Class<?> type) {
        assertThatExceptionOfType(UnbindableTypeException.class)
                .isThrownBy(() -> binding.checkedWritable(type))
                .withMessage(type.getTypeName() + " is no class that JSON-B knows");
    }

    static Stream<Arguments> incomparable() {
        return Stream.of(
                arguments(new TypeOf<SortedSet<Point>>() {}.type(), "java.util.SortedSet"),
                arguments(new TypeOf<TreeSet<Point>>() {}.type(), "java.util.TreeSet"),
                arguments(new TypeOf<PriorityQueue<Point>>() {}.type(), "java.util.PriorityQueue"),
                arguments(
                        new TypeOf<PriorityBlockingQueue<Point>>() {}.type(),
                        "java.util.concurrent.PriorityBlockingQueue"),
                arguments(new TypeOf<TreeMap<Point, String>>() {}.type(), "java.util.TreeMap"));
    }

    @ParameterizedTest
    @MethodSource
    void incomparable(Type type, String container) {
        assertThatExceptionOfType(UnbindableTypeException.class)
                .isThrownBy(() -> binding.readerFor(type))
                .withMessage(container + " puts its items or keys in order, and " + Point.class.getTypeName()
                        + " is not Comparable");
    }

    @Test
    void emptyListsOfSubtypes() {
        String reason = "@JsonbTypeInfo of " + NoSubtypes.class.getTypeName()
                + " names no subtypes, and it is no class to make";
        assertThatExceptionOfType(UnbindableTypeException.class)
                .isThrownBy(() -> binding.readerFor(NoSubtypes.class))
                .withMessage(reason);
        assertThatExceptionOfType(UnbindableTypeException.class)
                .isThrownBy(() -> binding.checkedWritable(NoSubtypes.class))
                .withMessage(reason);
    }

    @Test
    void queuesWithoutCapacity() {
        assertThatExceptionOfType(UnbindableTypeException.class)
                .isThrownBy(() -> binding.readerFor(new TypeOf<SynchronousQueue<String>>() {}.type()))
                .withMessage("java.util.concurrent.SynchronousQueue holds no items");
    }

    static Stream<Type> comparable() {
        return Stream.of(
                new TypeOf<SortedSet<Ranked>>() {}.type(),
                new TypeOf<SortedSet<String>>() {}.type(),
                new TypeOf<PriorityQueue<Object>>() {}.type(),
                ByX.class);
    }

    @ParameterizedTest
    @MethodSource
    void comparable(Type type) throws Exception {
        assertThat(binding.readerFor(type)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(classes = {PackageRecord.class, PrivateRecord.class})
    void inaccessibleClasses(Class<?> type) {
        assertThatExceptionOfType(UnbindableTypeException.class)
                .isThrownBy(() -> binding.readerFor(type))
                .withMessageContaining(type.getTypeName())
                .withMessageContaining("not public");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ByFactory.class,
                TwoConstructorsAndACreator.class,
                Taught.class,
                Path.class,
                Date.class,
                TreeMap.class
            })
    void accessibleClasses(Class<?> type) throws Exception {
        assertThat(binding.readerFor(type)).isNotNull();
    }
}
