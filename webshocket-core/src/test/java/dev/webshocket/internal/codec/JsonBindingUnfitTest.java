package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The messages for values that do not fit a class: they have the path and the mismatch, but no internals of the class.
 */
class JsonBindingUnfitTest {

    public enum Color {
        RED
    }

    public record Point(int x, long y) {}

    public record Order(List<Point> points, Color color, LocalDate day, Map<String, Point> named) {}

    public record Picky(String name) {
        public Picky {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("secret of the implementation");
            }
        }
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                arguments(Point.class, Map.of("x", 1.5), "x: 1.5 is no int"),
                arguments(Point.class, Map.of("x", 3.0), "x: 3.0 is no int"),
                arguments(Point.class, Map.of("x", 1L << 40), "x: 1099511627776 is out of range for int"),
                arguments(
                        Point.class,
                        Map.of("y", BigInteger.ONE.shiftLeft(63)),
                        "y: 9223372036854775808 is out of range for long"),
                arguments(Point.class, Map.of("x", true), "x: true is no int"),
                arguments(Point.class, Map.of("x", "5"), "x: a string is no int"),
                arguments(Point.class, 5L, "a number is no Point"),
                arguments(Point.class, "x", "a string is no Point"),
                arguments(Point.class, true, "a boolean is no Point"),
                arguments(Point.class, new byte[1], "bytes are no Point"),
                arguments(Point.class, List.of(), "a list is no Point"),
                arguments(Point.class, Map.of("x", 1L), "y is missing"),
                arguments(Point.class, Map.of("z", 1L), "unknown member 'z'"),
                arguments(
                        Order.class,
                        Map.of("points", List.of(Map.of("x", 1L, "y", 2L), Map.of("x", 2.5))),
                        "points[1].x: 2.5 is no int"),
                arguments(Order.class, Map.of("named", Map.of("k", Map.of("y", 2.5))), "named.k.y: 2.5 is no long"),
                arguments(Order.class, Map.of("color", "BLUE"), "color: the string is no Color"),
                arguments(Order.class, Map.of("day", "tomorrow"), "day: the string is no LocalDate"),
                arguments(Order.class, Map.of("day", 5L), "day: 5 is no LocalDate"),
                arguments(Point.class, Collections.singletonMap("x", null), "x: null is not allowed for int"),
                arguments(Color.class, "BLUE", "the string is no Color"),
                arguments(Color.class, 1L, "1 is no Color"),
                arguments(LocalDate.class, "tomorrow", "the string is no LocalDate"),
                arguments(LocalDate.class, true, "true is no LocalDate"),
                arguments(Picky.class, Map.of("name", ""), "the value does not fit Picky"),
                arguments(new TypeOf<Queue<Integer>>() {}.type(), List.of("x"), "[0]: a string is no int"),
                arguments(
                        new TypeOf<Map<Color, Integer>>() {}.type(),
                        Map.of("BLUE", 1L),
                        "BLUE: the string is no Color"));
    }

    @ParameterizedTest
    @MethodSource
    void unfit(Type type, Object plain, String message) throws Exception {
        ValueReader reader = EachEncoding.BINDING.readerFor(type);

        assertThatExceptionOfType(UnfitValueException.class)
                .isThrownBy(() -> reader.read(plain))
                .withMessage(message);
    }
}
