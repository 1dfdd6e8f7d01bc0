package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Many different values with one hash code are refused if they would take too much time; equal values never are. */
public class HostileSetsTest {

    private static final int HASH = 0x12345678;

    public record Point(int x, int y) {}

    private final Binding binding = new Binding();

    static Stream<Arguments> colliding() {
        List<Object> mixed = new ArrayList<>(items(HostileSetsTest::collidingLong));
        mixed.addAll(items(HostileSetsTest::collidingDouble));
        List<Object> points = items(i -> Map.of("x", (long) i, "y", -31L * i));
        Map<String, Object> numbers = new LinkedHashMap<>();
        mixed.forEach(each -> numbers.put(each.toString(), 1L));
        // Few collide with each other, but each look-up takes as long.
        List<Object> again = new ArrayList<>(points.subList(0, 300));
        again.addAll(Collections.nCopies(100_000, points.get(299)));
        return Stream.of(
                arguments(new TypeOf<Set<Number>>() {}.type(), mixed),
                arguments(new TypeOf<Set<Object>>() {}.type(), mixed),
                arguments(new TypeOf<Map<Number, Integer>>() {}.type(), numbers),
                arguments(new TypeOf<HashMap<Number, Integer>>() {}.type(), numbers),
                arguments(new TypeOf<Set<Point>>() {}.type(), points),
                arguments(new TypeOf<Set<Point>>() {}.type(), again));
    }

    @ParameterizedTest
    @MethodSource
    void colliding(Type type, Object plain) throws Exception {
        ValueReader reader = binding.readerFor(type);

        assertThatExceptionOfType(UnfitValueException.class)
                .isThrownBy(() -> reader.read(plain))
                .withMessageContaining("too many values have the same hash code");
    }

    static Stream<Arguments> equal() {
        return Stream.of(
                arguments(new TypeOf<Set<LocalDate>>() {}.type(), "2026-01-31"),
                arguments(new TypeOf<Set<Character>>() {}.type(), "c"),
                arguments(new TypeOf<Set<UUID>>() {}.type(), "123e4567-e89b-12d3-a456-426614174000"),
                arguments(new TypeOf<Set<Point>>() {}.type(), Map.of("x", 1L, "y", 2L)),
                arguments(new TypeOf<HashSet<Object>>() {}.type(), "text"),
                arguments(new TypeOf<Set<Number>>() {}.type(), 7L));
    }

    @ParameterizedTest
    @MethodSource
    void equal(Type type, Object item) throws Exception {
        Object read = binding.readerFor(type).read(Collections.nCopies(100_000, item));

        assertThat((Set<?>) read).hasSize(1);
    }

    static Stream<Arguments> sorted() {
        List<Object> decimals = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            decimals.add(new BigDecimal("1." + (10_000 + i) + (i < 63 ? "0".repeat(1_980) : "") + 1));
        }
        Map<String, Object> keys = new LinkedHashMap<>();
        decimals.forEach(each -> keys.put(each.toString(), 1L));
        return Stream.of(
                arguments(new TypeOf<TreeSet<BigDecimal>>() {}.type(), decimals),
                arguments(new TypeOf<SortedSet<BigDecimal>>() {}.type(), decimals),
                arguments(new TypeOf<ConcurrentSkipListSet<BigDecimal>>() {}.type(), decimals),
                arguments(new TypeOf<PriorityQueue<BigDecimal>>() {}.type(), decimals),
                arguments(new TypeOf<SortedMap<BigDecimal, Integer>>() {}.type(), keys),
                arguments(new TypeOf<ConcurrentSkipListMap<BigDecimal, Integer>>() {}.type(), keys));
    }

    @ParameterizedTest
    @MethodSource
    void sorted(Type type, Object plain) throws Exception {
        ValueReader reader = binding.readerFor(type);

        assertThatExceptionOfType(UnfitValueException.class)
                .isThrownBy(() -> reader.read(plain))
                .withMessageContaining("too many decimals of very different lengths are to be sorted");
    }

    static Stream<Arguments> harmless() {
        List<Object> alike = items(i -> new BigDecimal(BigInteger.TEN.pow(400).add(BigInteger.valueOf(i)), 400));
        List<Object> mixed =
                items(i -> new BigDecimal(i + (i % 7 == 0 ? ".3333333333333333333333333333333333" : ".25")));
        return Stream.of(
                arguments(new TypeOf<Set<Long>>() {}.type(), items(HostileSetsTest::collidingLong)),
                arguments(new TypeOf<Set<Double>>() {}.type(), items(HostileSetsTest::collidingDouble)),
                arguments(new TypeOf<TreeSet<Long>>() {}.type(), items(HostileSetsTest::collidingLong)),
                arguments(new TypeOf<TreeSet<BigDecimal>>() {}.type(), alike),
                arguments(new TypeOf<TreeSet<BigDecimal>>() {}.type(), mixed),
                arguments(new TypeOf<Set<BigDecimal>>() {}.type(), alike),
                arguments(new TypeOf<Set<Number>>() {}.type(), items(i -> (long) i)),
                arguments(new TypeOf<Set<Object>>() {}.type(), items(i -> "text " + i)));
    }

    @ParameterizedTest
    @MethodSource
    void harmless(Type type, List<Object> items) throws Exception {
        assertThat((Collection<?>) binding.readerFor(type).read(items)).hasSameSizeAs(items);
    }

    private static List<Object> items(IntFunction<Object> item) {
        return IntStream.range(0, 2_000).mapToObj(item).toList();
    }

    private static Long collidingLong(int number) {
        return (long) number << 32 | (number ^ HASH);
    }

    private static Double collidingDouble(int number) {
        long high = 0x40000000 + number;
        return Double.longBitsToDouble(high << 32 | (high ^ HASH));
    }
}
