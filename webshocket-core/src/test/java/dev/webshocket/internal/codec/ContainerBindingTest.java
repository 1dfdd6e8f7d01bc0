package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The binding of lists, sets, maps, arrays and optional values. */
class ContainerBindingTest {

    private final Binding binding = new Binding();

    static Stream<Arguments> fits() {
        List<Object> longs = List.of(1L, 2L);
        return Stream.of(
                arguments(new TypeOf<List<Integer>>() {}.type(), longs, List.of(1, 2)),
                arguments(new TypeOf<Collection<Short>>() {}.type(), longs, List.of((short) 1, (short) 2)),
                arguments(new TypeOf<Iterable<Double>>() {}.type(), longs, List.of(1.0, 2.0)),
                arguments(new TypeOf<Set<String>>() {}.type(), List.of("a", "b", "a"), Set.of("a", "b")),
                arguments(new TypeOf<List<Integer>>() {}.type(), Arrays.asList(1L, null), Arrays.asList(1, null)),
                arguments(
                        new TypeOf<List<List<Byte>>>() {}.type(), List.of(longs), List.of(List.of((byte) 1, (byte) 2))),
                arguments(new TypeOf<Map<String, Integer>>() {}.type(), Map.of("a", 1L), Map.of("a", 1)),
                arguments(new TypeOf<Map<Object, Float>>() {}.type(), Map.of("a", 1L), Map.of("a", 1f)),
                arguments(
                        new TypeOf<Map<String, List<Character>>>() {}.type(),
                        Map.of("a", List.of("x")),
                        Map.of("a", List.of('x'))),
                arguments(new TypeOf<Optional<Integer>>() {}.type(), 1L, Optional.of(1)),
                arguments(new TypeOf<Optional<Integer>>() {}.type(), null, Optional.empty()),
                arguments(new TypeOf<Optional<List<Integer>>>() {}.type(), longs, Optional.of(List.of(1, 2))),
                arguments(
                        new TypeOf<List<Optional<String>>>() {}.type(),
                        Arrays.asList("a", null),
                        List.of(Optional.of("a"), Optional.empty())),
                arguments(List.class, longs, longs),
                arguments(Map.class, Map.of("a", 1L), Map.of("a", 1L)),
                arguments(Optional.class, "a", Optional.of("a")),
                arguments(int[].class, longs, new int[] {1, 2}),
                arguments(long[].class, longs, new long[] {1, 2}),
                arguments(double[].class, longs, new double[] {1, 2}),
                arguments(boolean[].class, List.of(true), new boolean[] {true}),
                arguments(char[].class, List.of("x"), new char[] {'x'}),
                arguments(String[].class, Arrays.asList("a", null), new String[] {"a", null}),
                arguments(int[][].class, List.of(longs, List.of()), new int[][] {{1, 2}, {}}),
                arguments(byte[][].class, List.of("AQI=", new byte[] {3}), new byte[][] {{1, 2}, {3}}),
                arguments(new TypeOf<List<Integer>[]>() {}.type(), List.of(longs), new List<?>[] {List.of(1, 2)}),
                arguments(new TypeOf<List<Integer>[][]>() {}.type(), List.of(List.of(longs)), new List<?>[][] {
                    {List.of(1, 2)}
                }));
    }

    @ParameterizedTest
    @MethodSource
    void fits(Type type, Object plain, Object expected) throws Exception {
        assertThat(binding.readerFor(type).read(plain)).isEqualTo(expected);
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                arguments(new TypeOf<List<Integer>>() {}.type(), List.of(1L, "a"), "[1]: a string is no int"),
                arguments(new TypeOf<List<Integer>>() {}.type(), Map.of(), "a map is no list"),
                arguments(new TypeOf<List<Integer>>() {}.type(), 1L, "1 is no list"),
                arguments(new TypeOf<Set<Integer>>() {}.type(), "a", "a string is no list"),
                arguments(new TypeOf<Map<String, Integer>>() {}.type(), List.of(), "a list is no map"),
                arguments(new TypeOf<Map<String, Integer>>() {}.type(), Map.of("k", 1.5), "k: 1.5 is no int"),
                arguments(
                        new TypeOf<Map<String, List<Map<String, Integer>>>>() {}.type(),
                        Map.of("a", List.of(Map.of("b", true))),
                        "a[0].b: true is no int"),
                arguments(int[].class, Arrays.asList(1L, null), "[1]: null is not allowed for int"),
                arguments(int[][].class, List.of(List.of(), List.of(1.5)), "[1][0]: 1.5 is no int"),
                arguments(int[].class, "AAAA", "a string is no list"),
                arguments(byte[][].class, List.of(List.of(1L)), "[0]: a list is no binary data"),
                arguments(new TypeOf<Optional<Integer>>() {}.type(), "a", "a string is no int"));
    }

    @ParameterizedTest
    @MethodSource
    void unfit(Type type, Object plain, String message) throws Exception {
        ValueReader reader = binding.readerFor(type);

        assertThatExceptionOfType(UnfitValueException.class)
                .isThrownBy(() -> reader.read(plain))
                .withMessage(message);
    }

    @Test
    void setsAndMapsKeepTheOrderReceived() throws Exception {
        Object set = binding.readerFor(new TypeOf<Set<String>>() {}.type()).read(List.of("z", "a", "m"));

        assertThat((Set<?>) set).map(Object::toString).containsExactly("z", "a", "m");
    }

    @Test
    void decimalsAreExactForBigDecimal() throws Exception {
        BigDecimal third = new BigDecimal("0.33333333333333333333");

        assertThat(binding.readerFor(new TypeOf<List<BigDecimal>>() {}.type()).read(List.of(third)))
                .isEqualTo(List.of(third));
        assertThat(binding.readerFor(List.class).read(List.of(third))).isEqualTo(List.of(1.0 / 3));
    }

    @Test
    void messagesShortenLongNamesAndPaths() throws Exception {
        Object value = "x";
        for (int i = 0; i < 20; i++) {
            value = Map.of("k".repeat(1000), value);
        }
        Object deep = value;
        Type type = int.class;
        for (int i = 0; i < 20; i++) {
            type = new MapOf(type);
        }
        ValueReader reader = binding.readerFor(type);

        assertThatExceptionOfType(UnfitValueException.class)
                .isThrownBy(() -> reader.read(deep))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300).endsWith(": a string is no int"));
    }

    private record MapOf(Type member) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {String.class, member};
        }

        @Override
        public Type getRawType() {
            return Map.class;
        }

        @Override
        public Type getOwnerType() {
            return null;
        }
    }
}
