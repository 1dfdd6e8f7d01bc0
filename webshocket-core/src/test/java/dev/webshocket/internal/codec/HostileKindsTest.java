package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.webshocket.internal.types.ResolvedType;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.datatype.XMLGregorianCalendar;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages of a megabyte for each kind of type, in both encodings: with as many values as possible, with many keys, and
 * with one long text.
 */
@Tag("slow")
public class HostileKindsTest {

    private static final int MEGABYTE = 1 << 20;

    /** The default limit of values in a message. */
    private static final int VALUES = 100_000;

    private static final String NINES = "9".repeat(2_000);

    public record Price(
            @JsonbNumberFormat(value = "#,##0.00", locale = "en")
            BigDecimal amount) {}

    public record Counts(
            @JsonbNumberFormat(value = "000", locale = "en") List<Integer> counts) {}

    public record Days(@JsonbDateFormat("dd.MM.yyyy") List<LocalDate> days) {}

    public record Moments(
            @JsonbDateFormat(JsonbDateFormat.TIME_IN_MILLIS) List<Calendar> moments) {}

    public record Weighed(double weight, boolean[] flags, Optional<String> note) {}

    private final Binding binding = new Binding();

    private final List<Codec> codecs = List.of(
            new Codec(Encoding.JSON, binding, 64, VALUES, Set.of()),
            new Codec(Encoding.MSGPACK, binding, 64, VALUES, Set.of()));

    static Stream<Arguments> items() {
        return Stream.of(
                arguments(int.class, 7L),
                arguments(Byte.class, -7L),
                arguments(Short.class, 7_000L),
                arguments(Long.class, Long.MIN_VALUE),
                arguments(Float.class, 1.17549435E-38),
                arguments(Float.class, new BigDecimal("0." + "3".repeat(1_990))),
                arguments(Double.class, new BigDecimal("1.00000000000000011102230246251565404236316680908203125")),
                arguments(Double.class, Double.MIN_VALUE),
                arguments(Number.class, new BigDecimal("1.234567890123456789")),
                arguments(BigInteger.class, BigInteger.ONE.shiftLeft(63)),
                arguments(BigDecimal.class, NINES),
                arguments(BigDecimal.class, 1e300),
                arguments(boolean.class, true),
                arguments(Character.class, "x"),
                arguments(String.class, "x"),
                arguments(Object.class, new BigDecimal("1.234567890123456789")),
                arguments(TimeUnit.class, "DAYS"),
                arguments(byte[].class, "AQ=="),
                arguments(int[].class, List.of()),
                arguments(int[][].class, List.of(List.of(1L))),
                arguments(OptionalInt.class, 7L),
                arguments(Instant.class, "2026-01-31T00:00:00Z"),
                arguments(LocalTime.class, "10:15"),
                arguments(LocalDateTime.class, "2026-01-31T10:15"),
                arguments(OffsetDateTime.class, "2026-01-31T10:15Z"),
                arguments(OffsetTime.class, "10:15Z"),
                arguments(ZonedDateTime.class, "2026-01-31T10:15+01:00[Europe/Berlin]"),
                arguments(YearMonth.class, "2026-01"),
                arguments(MonthDay.class, "--01-31"),
                arguments(Date.class, "2026-01-31T00:00Z"),
                arguments(Calendar.class, "2026-01-31"),
                arguments(GregorianCalendar.class, "2026-01-31T00:00Z[UTC]"),
                arguments(java.sql.Date.class, "2026-01-31"),
                arguments(Timestamp.class, "2026-01-31T00:00Z"),
                arguments(XMLGregorianCalendar.class, "2026-01-31"),
                arguments(Duration.class, "PT1S"),
                arguments(Period.class, "P1D"),
                arguments(ZoneId.class, "Europe/Berlin"),
                arguments(ZoneOffset.class, "+1"),
                arguments(TimeZone.class, "Europe/Berlin"),
                arguments(URI.class, "http://a/b?c=d"),
                arguments(URL.class, "http:a"),
                arguments(Path.class, "a"),
                arguments(UUID.class, "123e4567-e89b-12d3-a456-426614174000"),
                arguments(JsonValue.class, new BigDecimal("1.234567890123456789")),
                arguments(JsonObject.class, Map.of("a", 1L)),
                arguments(JsonArray.class, List.of()),
                arguments(Price.class, Map.of("amount", "1")),
                arguments(Price.class, Map.of("amount", NINES)),
                arguments(Price.class, Map.of("amount", "0." + NINES.substring(2))),
                arguments(Weighed.class, Map.of("weight", 0.5, "flags", List.of(true))));
    }

    @ParameterizedTest
    @MethodSource
    void items(Type type, Object item) throws Exception {
        assertCheap(new ResolvedType.Parameterized(List.class, null, List.of(boxed(type))), many(i -> item));
    }

    static Stream<Arguments> members() {
        return Stream.of(
                arguments(Counts.class, "counts", "007"),
                arguments(Counts.class, "counts", "0".repeat(1_990) + "7"),
                arguments(Days.class, "days", "31.01.2026"),
                arguments(Moments.class, "moments", 1234567890123L));
    }

    @ParameterizedTest
    @MethodSource
    void members(Type type, String name, Object item) throws Exception {
        assertCheap(type, Map.of(name, many(i -> item)));
    }

    static Stream<Arguments> collections() {
        return Stream.of(
                arguments(new TypeOf<LinkedList<Integer>>() {}.type()),
                arguments(new TypeOf<Vector<Integer>>() {}.type()),
                arguments(new TypeOf<ArrayDeque<Integer>>() {}.type()),
                arguments(new TypeOf<PriorityQueue<Integer>>() {}.type()),
                arguments(new TypeOf<TreeSet<Integer>>() {}.type()),
                arguments(new TypeOf<TreeSet<BigDecimal>>() {}.type()),
                arguments(new TypeOf<ConcurrentSkipListSet<Integer>>() {}.type()),
                arguments(new TypeOf<ConcurrentLinkedQueue<Integer>>() {}.type()),
                arguments(new TypeOf<LinkedBlockingDeque<Integer>>() {}.type()),
                arguments(new TypeOf<HashSet<Number>>() {}.type()),
                arguments(new TypeOf<Set<Optional<Integer>>>() {}.type()),
                arguments((Type) long[].class),
                arguments((Type) JsonArray.class));
    }

    @ParameterizedTest
    @MethodSource
    void collections(Type type) throws Exception {
        assertCheap(type, many(i -> (long) -i));
    }

    static Stream<Arguments> alike() {
        Map<String, Object> wide = new LinkedHashMap<>();
        IntStream.range(0, 340).forEach(i -> wide.put("k" + i, 1L));
        List<Object> ones = Collections.nCopies(700, 1L);
        return Stream.of(
                arguments(new TypeOf<EnumSet<TimeUnit>>() {}.type(), many(i -> "DAYS")),
                arguments(new TypeOf<Set<List<Integer>>>() {}.type(), many(i -> plus(ones, (long) i, -31L * i))),
                arguments(new TypeOf<Set<Map<String, Integer>>>() {}.type(), many(i -> {
                    Map<String, Object> map = new LinkedHashMap<>(wide);
                    // "AaAa" and "BBBB" have the same hash code.
                    map.put("AaAa", (long) i);
                    map.put("BBBB", (long) (i ^ 0xffff));
                    return map;
                })),
                arguments(new TypeOf<Set<String>>() {}.type(), many(i -> "a".repeat(1_000) + colliding(i))),
                arguments(new TypeOf<Set<URI>>() {}.type(), many(HostileKindsTest::colliding)));
    }

    @ParameterizedTest
    @MethodSource
    void alike(Type type, List<Object> items) throws Exception {
        assertCheap(type, items);
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                keyed(String.class, i -> "k" + i),
                keyed(Integer.class, i -> "" + i),
                keyed(Integer.class, i -> NINES.substring(5) + i),
                keyed(Long.class, i -> "" + ((long) i << 32 | i)),
                keyed(Float.class, i -> i + ".25"),
                keyed(BigDecimal.class, i -> "0." + NINES.substring(10) + i),
                keyed(Number.class, i -> i + ".5"),
                keyed(Boolean.class, i -> "x" + i),
                keyed(Character.class, i -> String.valueOf((char) (0x4e00 + i % 0x5000))),
                keyed(TimeUnit.class, i -> "x" + i),
                keyed(UUID.class, i -> new UUID((long) i << 32 | i, 0).toString()),
                keyed(URI.class, HostileKindsTest::colliding),
                keyed(LocalDate.class, i -> LocalDate.of(2026, 1, 1).plusDays(i).toString()),
                keyed(Instant.class, i -> Instant.ofEpochSecond(i * 100L).toString()),
                keyed(ZonedDateTime.class, i -> Instant.ofEpochSecond(i * 100L).toString()),
                keyed(Duration.class, i -> "PT" + i + "S"),
                keyed(Object.class, HostileKindsTest::colliding));
    }

    private static Arguments keyed(Class<?> type, IntFunction<String> key) {
        return arguments(type, key);
    }

    @ParameterizedTest
    @MethodSource
    void keys(Class<?> type, IntFunction<String> key) throws Exception {
        Map<Object, Object> members = new LinkedHashMap<>();
        long left = MEGABYTE;
        for (int i = 0; i < (VALUES - 100) / 2 && left > 0; i++) {
            String name = key.apply(i);
            left -= name.length() + 5;
            members.put(name, 1L);
        }
        for (Class<?> map : List.of(Map.class, HashMap.class, ConcurrentHashMap.class, TreeMap.class)) {
            assertCheap(new ResolvedType.Parameterized(map, null, List.of(type, Integer.class)), members);
        }
        if (type == String.class) {
            assertCheap(new TypeOf<ConcurrentSkipListMap<String, Integer>>() {}.type(), members);
            assertCheap(Properties.class, members);
            assertCheap(JsonObject.class, members);
        }
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments(String.class, "\u20ac".repeat(MEGABYTE / 3)),
                arguments(byte[].class, "AAAA".repeat(MEGABYTE / 4)),
                arguments(UUID.class, "1-".repeat(MEGABYTE / 2)),
                arguments(Duration.class, "PT" + "9".repeat(MEGABYTE) + "S"),
                arguments(Period.class, "P" + "9".repeat(MEGABYTE) + "D"),
                arguments(ZoneId.class, "a/".repeat(MEGABYTE / 2)),
                arguments(ZoneOffset.class, "+" + "1".repeat(MEGABYTE)),
                arguments(TimeZone.class, "A".repeat(MEGABYTE)),
                arguments(LocalDate.class, "9".repeat(MEGABYTE)),
                arguments(Instant.class, "2026-01-31T00:00:00." + "0".repeat(MEGABYTE) + "Z"),
                arguments(ZonedDateTime.class, "2026-01-31T10:15Z[" + "A".repeat(MEGABYTE)),
                arguments(TimeUnit.class, "DAYS".repeat(MEGABYTE / 4)),
                arguments(Character.class, "x".repeat(MEGABYTE)),
                arguments(Path.class, "a//".repeat(MEGABYTE / 3)),
                arguments(URI.class, "a:/" + "a/../".repeat(MEGABYTE / 5)),
                arguments(URI.class, "http://" + "a.".repeat(MEGABYTE / 2)),
                arguments(URI.class, "http://[" + "1:".repeat(MEGABYTE / 2) + "]"),
                arguments(URI.class, "http://" + "@:".repeat(MEGABYTE / 2)),
                arguments(URL.class, "http://h/" + "a/../".repeat(MEGABYTE / 5)),
                arguments(URL.class, "jar:file:/a!/" + "a/../".repeat(MEGABYTE / 5)),
                arguments(URL.class, "jar:".repeat(MEGABYTE / 4)),
                arguments(BigInteger.class, "9".repeat(MEGABYTE)),
                arguments(BigDecimal.class, "1E" + "9".repeat(MEGABYTE)));
    }

    @ParameterizedTest
    @MethodSource
    void texts(Class<?> type, String text) throws Exception {
        assertCheap(type, text);
    }

    private void assertCheap(Type type, Object value) throws Exception {
        ValueReader reader = binding.readerFor(type);
        for (Codec codec : codecs) {
            byte[] message = codec.encode(Packet.rpc(new RpcRequest("m", List.of(value), Map.of(), "1")));

            assertThat(MessageCost.least(codec, message, reader))
                    .as("%s, %s", type, codec)
                    .isLessThanOrEqualTo(MessageCost.MOST);
        }
    }

    /** As many as a megabyte of JSON and the limit of values allow. */
    private static List<Object> many(IntFunction<Object> item) {
        byte[] one = new Codec(Encoding.JSON, new Binding(), 64)
                .encode(Packet.rpc(new RpcRequest("m", List.of(item.apply(7_777)), Map.of(), "1")));
        byte[] none = new Codec(Encoding.JSON, new Binding(), 64)
                .encode(Packet.rpc(new RpcRequest("m", List.of(), Map.of(), "1")));
        long commas = new String(one, UTF_8)
                        .chars()
                        .filter(c -> c == ',' || c == ':' || c == '[')
                        .count()
                - new String(none, UTF_8)
                        .chars()
                        .filter(c -> c == ',' || c == ':' || c == '[')
                        .count();
        long times = Math.min(MEGABYTE / (one.length - none.length + 1L), (VALUES - 100) / (2 * commas + 1));
        return IntStream.range(0, (int) times).mapToObj(item).toList();
    }

    private static List<Object> plus(List<Object> items, Object... more) {
        return Stream.concat(items.stream(), Stream.of(more)).toList();
    }

    private static Type boxed(Type type) {
        return type == int.class ? Integer.class : type == boolean.class ? Boolean.class : type;
    }

    /** A text of 34 letters; each pair is one of two with the same hash code. */
    private static String colliding(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 17; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }
}
