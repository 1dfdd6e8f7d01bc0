package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.webshocket.packet.RpcRequest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A message of a megabyte costs what its length warrants, whatever it is made of and whatever it is to become. */
public class HostileValuesTest {

    private static final int MEGABYTE = 1 << 20;

    public record Account(String owner, BigInteger balance, BigDecimal rate, Number any) {}

    public record Pair(int x, int y) {}

    public record Chain(Chain next) {}

    private final Binding binding = new Binding();
    private final JsonCodec json = new JsonCodec(binding, 64);

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
                arguments(new TypeOf<CopyOnWriteArrayList<Integer>>() {}.type(), list(i -> "1")),
                arguments(new TypeOf<List<LocalDate>>() {}.type(), list(i -> "\"2026-01-31\"")),
                arguments(new TypeOf<List<Date>>() {}.type(), list(i -> "\"2026-01-31T00:00:00Z\"")),
                arguments(new TypeOf<List<UUID>>() {}.type(), list(i -> "\"123e4567-e89b-12d3-a456-426614174000\"")),
                arguments(Duration.class, "\"P" + "9".repeat(MEGABYTE) + "D\""),
                arguments(new TypeOf<List<Pair>>() {}.type(), list(i -> "{\"x\":1,\"y\":2}")),
                arguments(Pair.class, map(i -> "k" + i)),
                arguments(Chain.class, "{\"next\":".repeat(100_000) + "null" + "}".repeat(100_000)));
    }

    @ParameterizedTest
    @MethodSource
    void hostile(Type type, String value) throws Exception {
        ValueReader reader = binding.readerFor(type);

        // The machine may be busy with others, and has compiled none of this yet.
        assertThat(cost(reader, value)).isLessThan(Duration.ofSeconds(2));
    }

    private Duration cost(ValueReader reader, String value) {
        byte[] message = ("{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"m\",\"args\":[" + value + "]}}")
                .getBytes(UTF_8);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        try {
            reader.read(((RpcRequest) json.decode(message).rpc()).args().get(0));
        } catch (MalformedPacketException | UnfitValueException e) {
            assertThat(e).message().hasSizeLessThan(300);
        }
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
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

    private static java.util.function.Predicate<String> bounded() {
        long[] left = {MEGABYTE};
        return text -> (left[0] -= text.length() + 1) > 0;
    }

    /** Sixteen letters of which each pair is one of two with the same hash code. */
    private static String collidingText(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 17; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    /** 31 x + y is 0 of each. */
    private static String collidingPair(int number) {
        return "{\"x\":" + number + ",\"y\":" + -31 * number + "}";
    }
}
