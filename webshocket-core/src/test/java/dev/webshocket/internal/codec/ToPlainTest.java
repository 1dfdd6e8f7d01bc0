package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.webshocket.packet.Packet;
import jakarta.json.Json;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The conversion of an application's values to plain values. */
class ToPlainTest {

    public enum Color {
        RED {
            @Override
            public String toString() {
                return "rot";
            }
        }
    }

    public record Named(String name) {}

    public record Chain(Object next) {}

    public static class Loop {
        public Loop self = this;
    }

    public static class Endless {
        public Endless getNext() {
            return new Endless();
        }
    }

    public static class Throwing {
        public String getValue() {
            throw new IllegalStateException("no");
        }
    }

    public static class Failure extends Exception {
        private static final long serialVersionUID = 1;
    }

    private final Binding binding = new Binding();

    static Stream<Arguments> becomes() {
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        return Stream.of(
                arguments(null, null),
                arguments(true, true),
                arguments((byte) 1, 1L),
                arguments((short) 1, 1L),
                arguments(1, 1L),
                arguments(1L, 1L),
                arguments(BigInteger.ONE, 1L),
                arguments(BigInteger.TEN.pow(30), BigInteger.TEN.pow(30)),
                arguments(new AtomicInteger(3), 3L),
                arguments(0.1f, 0.1),
                arguments(Float.NaN, Double.NaN),
                arguments(3.0, 3.0),
                arguments(new BigDecimal("12"), 12L),
                arguments(new BigDecimal("12.5"), 12.5),
                arguments(new BigDecimal("0.33333333333333333333"), new BigDecimal("0.33333333333333333333")),
                arguments('x', "x"),
                arguments("x", "x"),
                arguments(new StringBuilder("x"), "x"),
                arguments(now, now),
                arguments(new int[] {1, 2}, List.of(1L, 2L)),
                arguments(new double[] {1}, List.of(1.0)),
                arguments(new char[] {'a'}, List.of("a")),
                arguments(new Object[] {1, null, "x"}, Arrays.asList(1L, null, "x")),
                arguments(new int[][] {{1}, {}}, List.of(List.of(1L), List.of())),
                arguments(Set.of(1), List.of(1L)),
                arguments((Iterable<Integer>) () -> List.of(1, 2).iterator(), List.of(1L, 2L)),
                arguments(Optional.of(1), 1L),
                arguments(Optional.empty(), null),
                arguments(OptionalInt.of(1), 1L),
                arguments(Map.of("a", 1), Map.of("a", 1L)),
                arguments(Map.of(1, 1), Map.of("1", 1L)),
                arguments(Map.of(1.5, 1), Map.of("1.5", 1L)),
                arguments(Map.of(true, 1), Map.of("true", 1L)),
                arguments(Map.of('c', 1), Map.of("c", 1L)),
                arguments(Map.of(Color.RED, 1), Map.of("RED", 1L)),
                arguments(Map.of(LocalDate.of(2026, 1, 31), 1), Map.of("2026-01-31", 1L)),
                arguments(Map.of(new UUID(0, 1), 1), Map.of("00000000-0000-0000-0000-000000000001", 1L)),
                arguments(Collections.singletonMap(null, 1), Map.of("null", 1L)),
                arguments(Color.RED, "RED"),
                arguments(TimeUnit.DAYS, "DAYS"),
                arguments(TimeZone.getTimeZone("UTC"), "UTC"),
                arguments(new Date(0), "1970-01-01T00:00:00Z[UTC]"),
                arguments(Path.of("a", "b"), Path.of("a", "b").toString()),
                arguments(new Named("n"), Map.of("name", "n")),
                arguments(List.of(new Named("n")), List.of(Map.of("name", "n"))),
                arguments(Optional.of(new Named("n")), Map.of("name", "n")),
                arguments(
                        Json.createArrayBuilder()
                                .add(1)
                                .add("x")
                                .addNull()
                                .add(1.5)
                                .build(),
                        Arrays.asList(1L, "x", null, 1.5)),
                arguments(Map.of("k", Json.createValue(5)), Map.of("k", 5L)));
    }

    @ParameterizedTest
    @MethodSource
    void becomes(Object value, Object plain) {
        assertThat(binding.toPlain(value)).isEqualTo(plain);
    }

    @Test
    void otherSubclassesOfNumberAreDoubles() {
        DoubleAdder adder = new DoubleAdder();
        adder.add(Double.NaN);
        DoubleAdder infinite = new DoubleAdder();
        infinite.add(Double.NEGATIVE_INFINITY);

        assertThat(binding.toPlain(adder)).isEqualTo(Double.NaN);
        assertThat(binding.toPlain(infinite)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void bytesStayBytes() {
        assertThat(binding.toPlain(new byte[] {1, 2})).isEqualTo(new byte[] {1, 2});
    }

    @Test
    void mapsKeepTheirOrder() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String name : List.of("z", "a", "m")) {
            map.put(name, 1);
        }

        assertThat(((Map<?, ?>) binding.toPlain(map)).keySet())
                .map(Object::toString)
                .containsExactly("z", "a", "m");
    }

    @Test
    void theResultSharesNothingWithTheValue() {
        List<Object> list = new ArrayList<>(List.of(1L));
        Object plain = binding.toPlain(list);

        list.add(2L);

        assertThat(plain).isEqualTo(List.of(1L));
    }

    @ParameterizedTest
    @EnumSource
    void valuesThatContainThemselvesCannotBeEncoded(EachEncoding encoding) {
        List<Object> list = new ArrayList<>();
        list.add(list);
        Map<String, Object> map = new HashMap<>();
        map.put("m", map);
        Object[] array = new Object[1];
        array[0] = array;

        for (Object each : List.of(list, map, array, new Loop(), new Endless(), new Chain(List.of(new Loop())))) {
            assertThatExceptionOfType(EncodingException.class)
                    .isThrownBy(() -> encoding.codec(64).encode(Packet.custom(each)));
        }
    }

    @Test
    void valuesNestedTooDeepCannotBeEncoded() {
        Object value = 1;
        for (int i = 0; i < Codec.MAX_NESTING; i++) {
            value = new Object[] {value};
        }
        Object deepest = value;
        Object tooDeep = List.of(value);

        assertThat(binding.toPlain(deepest)).isInstanceOf(List.class);
        assertThatExceptionOfType(EncodingException.class).isThrownBy(() -> binding.toPlain(tooDeep));
    }

    @Test
    void recordsNestedTooDeepCannotBeEncoded() {
        Object value = 1;
        for (int i = 0; i < 100_000; i++) {
            value = new Chain(value);
        }
        Object deep = value;

        assertThatExceptionOfType(EncodingException.class).isThrownBy(() -> binding.toPlain(deep));
    }

    static Stream<Object> withoutForm() {
        return Stream.of(
                new Object(),
                new CompletableFuture<String>(),
                new File("x"),
                Locale.ROOT,
                String.class,
                Stream.of(1),
                List.of(1).iterator(),
                new IllegalStateException("x"),
                new Failure());
    }

    @ParameterizedTest
    @MethodSource
    @Timeout(60)
    void withoutForm(Object value) {
        assertThatExceptionOfType(EncodingException.class)
                .isThrownBy(() -> binding.toPlain(List.of(value)))
                .withMessage(value.getClass().getName() + " has no form on the wire");
    }

    @Test
    void exceptionsOfTheApplicationAreWrapped() {
        assertThatExceptionOfType(EncodingException.class)
                .isThrownBy(() -> binding.toPlain(new Throwing()))
                .withMessage(Throwing.class.getName() + " has no form on the wire")
                .withCauseInstanceOf(RuntimeException.class);
    }

    @Test
    void aListWhoseIterationFailsCannotBeEncoded() {
        Iterable<Object> failing = () -> {
            throw new ConcurrentModificationException();
        };

        assertThatExceptionOfType(EncodingException.class)
                .isThrownBy(() -> binding.toPlain(List.of(failing)))
                .withCauseInstanceOf(ConcurrentModificationException.class);
    }

    @Test
    void keysThatAreNotScalarsCannotBeEncoded() {
        assertThatExceptionOfType(EncodingException.class)
                .isThrownBy(() -> binding.toPlain(Map.of(new Named("n"), 1)))
                .withMessage("the key of a map is no scalar, but " + Named.class.getName());
    }

    @Test
    void aMapThatGrowsMeanwhileIsWrittenCompletely() throws Exception {
        Map<String, Object> growing = new ConcurrentHashMap<>();
        for (int i = 0; i < 100; i++) {
            growing.put("k" + i, new Object[] {i});
        }
        growing.put("grow", (Iterable<Object>) () -> {
            for (int i = 0; i < 100; i++) {
                growing.put("more" + i, i);
            }
            return Collections.emptyIterator();
        });

        assertThat((Map<?, ?>) EachEncoding.MSGPACK.carry(growing)).hasSize(101);
    }
}
