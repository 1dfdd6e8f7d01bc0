package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.webshocket.internal.types.UnbindableTypeException;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.stream.JsonParser;
import java.io.File;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Types that no value from the wire can become are found at deployment. */
class UnbindableTypesTest {

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
    void classesWithoutValues(Class<?> type) {
        assertThatExceptionOfType(UnbindableTypeException.class)
                .isThrownBy(() -> binding.readerFor(type))
                .withMessageStartingWith(type.getTypeName() + " ");
        assertThatExceptionOfType(UnbindableTypeException.class)
                .isThrownBy(() -> binding.readerFor(type.isPrimitive() ? type : type.arrayType()))
                .withMessageStartingWith(type.getTypeName() + " ");
    }

    @ParameterizedTest
    @ValueSource(classes = {PackageRecord.class, PrivateRecord.class})
    void classesThatJsonBindingMayNotReach(Class<?> type) {
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
    void classesThatJsonBindingCanMake(Class<?> type) throws Exception {
        assertThat(binding.readerFor(type)).isNotNull();
    }
}
