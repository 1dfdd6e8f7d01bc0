package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.stream.JsonParser;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An error of the application's code at a value is treated as an exception: the value does not fit. */
public class ApplicationErrorsTest {

    public record Asserting(int x) {
        public Asserting {
            throw new AssertionError("never");
        }
    }

    public record Deep(int x) {
        public Deep {
            recurse(x);
        }

        @SuppressWarnings("InfiniteRecursion")
        private static int recurse(int x) {
            return recurse(x + 1) + 1;
        }
    }

    public record Exhausted(int x) {
        public Exhausted {
            throw new OutOfMemoryError("made up");
        }
    }

    public static class Setter {
        public void setX(int x) {
            throw new AssertionError("never");
        }
    }

    @JsonbTypeAdapter(FailingAdapter.class)
    public static class Adapted {}

    public static class FailingAdapter implements JsonbAdapter<Adapted, Map<String, Integer>> {
        @Override
        public Map<String, Integer> adaptToJson(Adapted value) {
            return Map.of();
        }

        @Override
        public Adapted adaptFromJson(Map<String, Integer> value) {
            throw new AssertionError("never");
        }
    }

    @JsonbTypeDeserializer(FailingDeserializer.class)
    public static class Deserialized {}

    public static class FailingDeserializer implements JsonbDeserializer<Deserialized> {
        @Override
        public Deserialized deserialize(JsonParser parser, DeserializationContext context, Type type) {
            throw new AssertionError("never");
        }
    }

    public record Incomparable(int x) implements Comparable<Incomparable> {
        @Override
        public int compareTo(Incomparable other) {
            throw new AssertionError("never");
        }
    }

    public record Unhashable(int x) {
        @Override
        public int hashCode() {
            throw new AssertionError("never");
        }
    }

    public static class Unmade extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        public Unmade() {
            throw new AssertionError("never");
        }
    }

    private static final Map<String, Object> X = Map.of("x", 1L);

    private final Binding binding = new Binding();

    static Stream<Object[]> failing() {
        return Stream.of(
                new Object[] {Asserting.class, X},
                new Object[] {Deep.class, X},
                new Object[] {Setter.class, X},
                new Object[] {Adapted.class, X},
                new Object[] {Deserialized.class, X},
                new Object[] {new TypeOf<TreeSet<Incomparable>>() {}.type(), List.of(X)},
                new Object[] {new TypeOf<Set<Unhashable>>() {}.type(), List.of(X)},
                new Object[] {Unmade.class, List.of()});
    }

    @ParameterizedTest
    @MethodSource
    void failing(Type type, Object plain) throws Exception {
        ValueReader reader = binding.readerFor(type);

        assertThatExceptionOfType(UnfitValueException.class)
                .isThrownBy(() -> reader.read(plain))
                .withMessageNotContaining("never");
    }

    @Test
    void errorsOfTheJvmPropagate() throws Exception {
        ValueReader reader = binding.readerFor(Exhausted.class);

        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> reader.read(X));
    }
}
