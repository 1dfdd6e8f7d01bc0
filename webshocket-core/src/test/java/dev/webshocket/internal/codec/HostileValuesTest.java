package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcRequest;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The time for a message of a megabyte is proportional to its length, whatever its content and the type of the
 * parameter.
 */
@Tag("slow")
public class HostileValuesTest {

    private static final int MEGABYTE = 1 << 20;

    /** The default limit of values in a message. */
    private static final int VALUES = 100_000;

    public record Account(String owner, BigInteger balance, BigDecimal rate, Number any) {}

    public record Pair(int x, int y) {}

    public record Chain(Chain next) {}

    private final Binding binding = new Binding();

    static Stream<Arguments> hostile() {
        String nines = "9".repeat(2000);
        return Stream.of(
                arguments(Account.class, "{\"balance\":" + "9".repeat(MEGABYTE) + "}"),
                arguments(Account.class, "{\"rate\":0." + "3".repeat(MEGABYTE) + "}"),
                arguments(Account.class, "{\"any\":" + "9".repeat(MEGABYTE) + "}"),
                arguments(Account.class, "{\"rate\":\"" + "9".repeat(MEGABYTE) + "\"}"),
                arguments(Account.class, "{\"rate\":\"1E999999999\"}"),
                arguments(Account.class, "{\"balance\":1E999999999}"),
                arguments(Account.class, "{\"rate\":1E-999999999}"),
                arguments(Object.class, list(i -> nines)),
                arguments(new TypeOf<List<BigInteger>>() {}.type(), list(i -> nines)),
                arguments(new TypeOf<List<BigDecimal>>() {}.type(), list(i -> "0." + nines.substring(2))),
                arguments(new TypeOf<List<BigDecimal>>() {}.type(), list(i -> '"' + nines + '"')),
                arguments(new TypeOf<List<Double>>() {}.type(), list(i -> nines.substring(0, 308))),
                arguments(new TypeOf<List<Double>>() {}.type(), list(i -> "2.2250738585072011e-308")),
                arguments(new TypeOf<Map<BigInteger, Integer>>() {}.type(), map(i -> i + nines.substring(8))),
                arguments(new TypeOf<Map<BigInteger, Integer>>() {}.type(), "{\"" + "9".repeat(MEGABYTE) + "\":1}"),
                arguments(new TypeOf<Map<Double, Integer>>() {}.type(), map(i -> i + ".5")),
                arguments(new TypeOf<TreeMap<String, Integer>>() {}.type(), map(i -> "k".repeat(100) + i)),
                arguments(new TypeOf<Map<String, Integer>>() {}.type(), map(HostileValuesTest::collidingText)),
                arguments(new TypeOf<Set<String>>() {}.type(), list(i -> '"' + collidingText(i) + '"')),
                arguments(new TypeOf<Set<Pair>>() {}.type(), list(HostileValuesTest::collidingPair)),
                arguments(new TypeOf<Set<List<Integer>>>() {}.type(), list(i -> "[" + i + "," + -31 * i + "]")),
                arguments(new TypeOf<Set<Object>>() {}.type(), list(HostileValuesTest::collidingPair)),
                arguments(
                        new TypeOf<Map<LocalDateTime, Integer>>() {}.type(),
                        map(i -> LocalDateTime.of(2026, 1, 1, 0, 0)
                                .plusSeconds(i)
                                .toString())),
                arguments(new TypeOf<TreeSet<BigDecimal>>() {}.type(), list(HostileValuesTest::longOrShort)),
                arguments(new TypeOf<PriorityQueue<BigDecimal>>() {}.type(), list(HostileValuesTest::longOrShort)),
                arguments(new TypeOf<SortedMap<BigDecimal, Integer>>() {}.type(), map(HostileValuesTest::longOrShort)),
                arguments(new TypeOf<CopyOnWriteArrayList<Integer>>() {}.type(), list(i -> "1")),
                arguments(new TypeOf<List<LocalDate>>() {}.type(), list(i -> "\"2026-01-31\"")),
                arguments(new TypeOf<List<Date>>() {}.type(), list(i -> "\"2026-01-31T00:00:00Z\"")),
                arguments(new TypeOf<List<UUID>>() {}.type(), list(i -> "\"123e4567-e89b-12d3-a456-426614174000\"")),
                arguments(Duration.class, "\"P" + "9".repeat(MEGABYTE) + "D\""),
                arguments(new TypeOf<List<Pair>>() {}.type(), list(i -> "{\"x\":1,\"y\":2}")),
                arguments(Pair.class, map(i -> "k" + i)),
                arguments(Object.class, "[" + "1,".repeat(MEGABYTE / 2) + "1]"),
                arguments(new TypeOf<List<Integer>>() {}.type(), "[" + "1,".repeat(MEGABYTE / 2) + "1]"),
                arguments(new TypeOf<List<Object>>() {}.type(), "[" + "{},".repeat(MEGABYTE / 3) + "1]"),
                arguments(Chain.class, "{\"next\":".repeat(100_000) + "null" + "}".repeat(100_000)));
    }

    @ParameterizedTest
    @MethodSource
    void hostile(Type type, String value) throws Exception {
        byte[] message = ("{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"m\",\"args\":[" + value + "]}}")
                .getBytes(UTF_8);

        assertThat(MessageCost.least(
                        new Codec(Encoding.JSON, binding, 64, VALUES, Set.of()), message, binding.readerFor(type)))
                .isLessThanOrEqualTo(MessageCost.MOST);
    }

    static Stream<Arguments> hostilePacked() {
        String nines = "9".repeat(2000);
        BigInteger most = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
        return Stream.of(
                arguments(Account.class, packed(Map.of("balance", "9".repeat(MEGABYTE)))),
                arguments(Account.class, packed(Map.of("rate", "0." + "3".repeat(MEGABYTE)))),
                arguments(Account.class, packed(Map.of("rate", "1E999999999"))),
                arguments(Account.class, packed(Map.of("any", "1E-999999999"))),
                arguments(new TypeOf<List<BigInteger>>() {}.type(), packed(times(500, i -> nines))),
                arguments(new TypeOf<List<BigDecimal>>() {}.type(), packed(times(500, i -> nines))),
                arguments(new TypeOf<List<BigDecimal>>() {}.type(), packed(times(110_000, i -> 1e300))),
                arguments(new TypeOf<List<BigDecimal>>() {}.type(), packed(times(99_000, i -> -Double.MIN_VALUE))),
                arguments(new TypeOf<List<BigInteger>>() {}.type(), packed(times(99_000, i -> most))),
                arguments(new TypeOf<Map<BigInteger, Integer>>() {}.type(), packed(keys(500, i -> i + nines))),
                arguments(
                        new TypeOf<Map<BigInteger, Integer>>() {}.type(),
                        packed(keys(500, i -> i + nines.substring(8)))),
                arguments(new TypeOf<Map<BigInteger, Integer>>() {}.type(), packed(Map.of("9".repeat(MEGABYTE), 1))),
                arguments(new TypeOf<Map<Double, Integer>>() {}.type(), packed(keys(49_000, i -> i + ".5"))),
                arguments(
                        new TypeOf<TreeMap<String, Integer>>() {}.type(),
                        packed(keys(9_000, i -> "k".repeat(100) + i))),
                arguments(
                        new TypeOf<Map<String, Integer>>() {}.type(),
                        packed(keys(28_000, HostileValuesTest::collidingText))),
                arguments(Object.class, packed(keys(28_000, HostileValuesTest::collidingText))),
                arguments(new TypeOf<Set<String>>() {}.type(), packed(times(28_000, HostileValuesTest::collidingText))),
                arguments(new TypeOf<Set<Pair>>() {}.type(), packed(times(19_000, i -> Map.of("x", i, "y", -31 * i)))),
                arguments(new TypeOf<Set<List<Integer>>>() {}.type(), packed(times(33_000, i -> List.of(i, -31 * i)))),
                arguments(new TypeOf<CopyOnWriteArrayList<Integer>>() {}.type(), packed(times(99_000, i -> 1))),
                arguments(new TypeOf<List<Object>>() {}.type(), packed(times(99_000, i -> Map.of()))),
                arguments(Object.class, packed(times(MEGABYTE, i -> 1))),
                arguments(new TypeOf<List<Integer>>() {}.type(), packed(times(MEGABYTE, i -> i & 63))),
                arguments(new TypeOf<List<Object>>() {}.type(), packed(times(MEGABYTE, i -> Map.of()))),
                arguments(Object.class, packed(times(MEGABYTE, i -> List.of()))),
                arguments(int[].class, packed("x".repeat(MEGABYTE).getBytes(UTF_8))),
                arguments(Object.class, nested((byte) 0x91, MEGABYTE)),
                arguments(Chain.class, nested((byte) 0x81, MEGABYTE)),
                arguments(new TypeOf<List<Object>>() {}.type(), nested((byte) 0x91, 50)));
    }

    @ParameterizedTest
    @MethodSource
    void hostilePacked(Type type, byte[] message) throws Exception {
        assertThat(MessageCost.least(
                        new Codec(Encoding.MSGPACK, binding, 64, VALUES, Set.of()), message, binding.readerFor(type)))
                .isLessThanOrEqualTo(MessageCost.MOST);
    }

    private static byte[] packed(Object value) {
        return new Codec(Encoding.MSGPACK, new Binding(), 64)
                .encode(Packet.rpc(new RpcRequest("m", List.of(value), Map.of(), "1")));
    }

    /** A call whose argument is a chain of nested arrays or maps of one item each. */
    private static byte[] nested(byte head, int depth) {
        byte[] message = packed("deep");
        int at = new String(message, ISO_8859_1).indexOf("deep") - 1;
        byte[] level = head == (byte) 0x81 ? new byte[] {head, (byte) 0xa4, 'n', 'e', 'x', 't'} : new byte[] {head};
        ByteArrayOutputStream deep = new ByteArrayOutputStream();
        deep.write(message, 0, at);
        for (int i = 0; i < depth / level.length; i++) {
            deep.writeBytes(level);
        }
        int rest = at + 1 + "deep".length();
        deep.write(0xc0);
        deep.write(message, rest, message.length - rest);
        return deep.toByteArray();
    }

    private static List<Object> times(int number, IntFunction<Object> item) {
        return IntStream.range(0, number).mapToObj(item).toList();
    }

    private static Map<String, Object> keys(int number, IntFunction<String> key) {
        return IntStream.range(0, number).boxed().collect(Collectors.toMap(i -> key.apply(i), i -> 1));
    }

    private static String list(IntFunction<String> item) {
        return IntStream.range(0, MEGABYTE)
                .mapToObj(item)
                .takeWhile(bounded())
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String map(IntFunction<String> key) {
        return IntStream.range(0, MEGABYTE)
                .mapToObj(i -> '"' + key.apply(i) + "\":1")
                .takeWhile(bounded())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Ends a list or a map at a megabyte, or at the limit of values. */
    private static Predicate<String> bounded() {
        long[] left = {MEGABYTE, VALUES - 100};
        return text -> {
            left[0] -= text.length() + 1;
            left[1] -= 1
                    + text.chars().filter(c -> c == ',').count()
                    + 2 * text.chars().filter(c -> c == ':').count();
            return left[0] > 0 && left[1] > 0;
        };
    }

    /** A text of sixteen letters; each pair is one of two with the same hash code. */
    private static String collidingText(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 17; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    /** A few long decimals. Each later one is compared to them, in time proportional to their digits. */
    private static String longOrShort(int number) {
        int digits = number < 63 ? 1_980 : 1;
        return "1." + (1_000 + number * 7919 % 9_000) + "0".repeat(digits) + (1 + number % 9);
    }

    /** Each has 31 x + y = 0. */
    private static String collidingPair(int number) {
        return "{\"x\":" + number + ",\"y\":" + -31 * number + "}";
    }
}
