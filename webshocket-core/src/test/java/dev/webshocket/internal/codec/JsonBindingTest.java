package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbDateFormat;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The binding of the types of JSON-B, in both encodings. */
class JsonBindingTest {

    public enum Color {
        RED,
        GREEN
    }

    public record Point(int x, int y) {}

    public record Item(String name, long count, double price, boolean sold, Color color, Point at, List<Point> path) {}

    public record Page<T>(List<T> items, int total) {}

    public record Numbers(byte b, short s, int i, long l, float f, double d, BigInteger big, BigDecimal decimal) {}

    public record Binary(byte[] bytes, List<byte[]> more, Map<String, byte[]> named) {}

    public record Times(
            Instant at,
            LocalDate day,
            Duration lasting,
            @JsonbDateFormat("yyyy/MM/dd") LocalDate styled) {}

    public record Anything(Object any, Map<String, Object> members, List<Object> items) {}

    public record Chain(int link, Chain next) {}

    public record Maybe(Optional<String> text, Optional<Point> point) {}

    @ParameterizedTest
    @EnumSource
    void recordWithAllKindsOfMembersRoundTrips(EachEncoding encoding) throws Exception {
        Item item = new Item("n", 1L << 40, 0.5, true, Color.GREEN, new Point(1, -2), List.of(new Point(3, 4)));

        assertThat(encoding.roundTrip(item, Item.class)).isEqualTo(item);
    }

    @ParameterizedTest
    @EnumSource
    void genericRecordRoundTrips(EachEncoding encoding) throws Exception {
        Page<Point> page = new Page<>(List.of(new Point(1, 2)), 7);

        assertThat(encoding.roundTrip(page, new TypeOf<Page<Point>>() {}.type()))
                .isEqualTo(page);
    }

    @ParameterizedTest
    @EnumSource
    void listsAndMapsOfRecordsRoundTrip(EachEncoding encoding) throws Exception {
        Map<String, List<Point>> value = Map.of("a", List.of(new Point(1, 2)));

        assertThat(encoding.roundTrip(value, new TypeOf<Map<String, List<Point>>>() {}.type()))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @EnumSource
    void numbersRoundTripExactly(EachEncoding encoding) throws Exception {
        BigDecimal third = new BigDecimal("0.33333333333333333333");
        Numbers numbers = new Numbers(
                Byte.MIN_VALUE,
                Short.MAX_VALUE,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                0.1f,
                1e300,
                BigInteger.ONE.shiftLeft(63),
                third);

        assertThat(encoding.roundTrip(numbers, Numbers.class)).isEqualTo(numbers);
    }

    @Test
    void chainsAreReadUpToTheLimitOfNesting() throws Exception {
        Chain chain = new Chain(1, null);
        for (int i = 0; i < Codec.MAX_NESTING - 4; i++) {
            chain = new Chain(i, chain);
        }
        Object plain = EachEncoding.BINDING.toPlain(chain);

        assertThat(EachEncoding.BINDING.readerFor(Chain.class).read(plain)).isEqualTo(chain);
    }

    @ParameterizedTest
    @EnumSource
    void datesRoundTrip(EachEncoding encoding) throws Exception {
        Times times = new Times(
                Instant.parse("2026-01-02T03:04:05.678Z"),
                LocalDate.of(2026, 1, 31),
                Duration.ofMinutes(90),
                LocalDate.of(2026, 2, 28));

        assertThat(encoding.roundTrip(times, Times.class)).isEqualTo(times);
        assertThat(encoding.carry(times))
                .isEqualTo(Map.of(
                        "at",
                        "2026-01-02T03:04:05.678Z",
                        "day",
                        "2026-01-31",
                        "lasting",
                        "PT1H30M",
                        "styled",
                        "2026/02/28"));
    }

    @Test
    void timestampExtensionIsReadWithinARecord() throws Exception {
        Instant at = Instant.parse("2026-01-02T03:04:05Z");

        Times times = (Times) EachEncoding.BINDING.readerFor(Times.class).read(Map.of("at", at));

        assertThat(times.at()).isEqualTo(at);
    }

    @ParameterizedTest
    @EnumSource
    void bytesWithinARecordRoundTrip(EachEncoding encoding) throws Exception {
        Binary binary = new Binary(new byte[] {0, -1}, List.of(new byte[] {1}), Map.of("k", new byte[] {2}));

        Binary again = (Binary) encoding.roundTrip(binary, Binary.class);

        assertThat(again.bytes()).isEqualTo(binary.bytes());
        assertThat(again.more()).containsExactly(new byte[] {1});
        assertThat(again.named().get("k")).isEqualTo(new byte[] {2});
    }

    @Test
    void bytesWithinARecordAreBinaryInMsgpackAndBase64InJson() throws Exception {
        Binary binary = new Binary(new byte[] {0, -1}, null, null);

        assertThat(((Map<?, ?>) EachEncoding.MSGPACK.carry(binary)).get("bytes"))
                .isEqualTo(new byte[] {0, -1});
        assertThat(EachEncoding.JSON.carry(binary)).isEqualTo(Map.of("bytes", "AP8="));
    }

    @Test
    void bytesWithinARecordAreReadFromEitherForm() throws Exception {
        ValueReader reader = EachEncoding.BINDING.readerFor(Binary.class);

        assertThat(((Binary) reader.read(Map.of("bytes", "AP8="))).bytes()).containsExactly(0, -1);
        assertThat(((Binary) reader.read(Map.of("bytes", new byte[] {5}))).bytes())
                .containsExactly(5);
        assertThatExceptionOfType(UnfitValueException.class)
                .isThrownBy(() -> reader.read(Map.of("bytes", List.of(1L))))
                .withMessage("bytes: a list is no binary data");
    }

    @Test
    void objectWithinARecordIsAPlainValue() throws Exception {
        Instant at = Instant.parse("2026-01-02T03:04:05Z");
        Map<String, Object> plain = Map.of(
                "any",
                1L,
                "members",
                Map.of("l", 5L, "d", 1e10, "n", Double.NaN, "t", at, "s", "x"),
                "items",
                List.of(true, 0.5, List.of(3L)));

        Anything anything =
                (Anything) EachEncoding.BINDING.readerFor(Anything.class).read(plain);

        assertThat(anything.any()).isEqualTo(1L);
        assertThat(anything.members()).isEqualTo(plain.get("members"));
        assertThat(anything.items()).isEqualTo(plain.get("items"));
    }

    @ParameterizedTest
    @EnumSource
    void optionalWithinARecordRoundTrips(EachEncoding encoding) throws Exception {
        Maybe some = new Maybe(Optional.of("x"), Optional.of(new Point(1, 2)));
        Maybe none = new Maybe(Optional.empty(), Optional.empty());

        assertThat(encoding.roundTrip(some, Maybe.class)).isEqualTo(some);
        assertThat(encoding.roundTrip(none, Maybe.class)).isEqualTo(none);
    }

    @ParameterizedTest
    @EnumSource
    void otherTypesOfTheJdkRoundTrip(EachEncoding encoding) throws Exception {
        assertRoundTrips(encoding, Color.RED, Color.class);
        assertRoundTrips(encoding, UUID.fromString("123e4567-e89b-12d3-a456-426614174000"), UUID.class);
        assertRoundTrips(encoding, LocalDate.of(2026, 1, 31), LocalDate.class);
        assertRoundTrips(encoding, ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC), ZonedDateTime.class);
        assertRoundTrips(encoding, URI.create("urn:x"), URI.class);
        assertRoundTrips(encoding, Map.of(Color.RED, 1), new TypeOf<Map<Color, Integer>>() {}.type());
        assertRoundTrips(encoding, Map.of(5, "x"), new TypeOf<Map<Integer, String>>() {}.type());
        assertRoundTrips(
                encoding, Map.of(LocalDate.of(2026, 1, 31), "x"), new TypeOf<Map<LocalDate, String>>() {}.type());
        assertRoundTrips(
                encoding, new EnumMap<>(Map.of(Color.GREEN, true)), new TypeOf<Map<Color, Boolean>>() {}.type());
    }

    @ParameterizedTest
    @EnumSource
    void otherCollectionsRoundTrip(EachEncoding encoding) throws Exception {
        Object queue = encoding.roundTrip(List.of(1, 2), new TypeOf<Queue<Integer>>() {}.type());
        Object sorted = encoding.roundTrip(List.of("b", "a"), new TypeOf<SortedSet<String>>() {}.type());
        Object map = encoding.roundTrip(Map.of("b", 1), new TypeOf<SortedMap<String, Integer>>() {}.type());

        assertThat(queue).isInstanceOf(Deque.class);
        assertThat(new ArrayDeque<>((Deque<?>) queue)).map(Object::toString).containsExactly("1", "2");
        assertThat((SortedSet<?>) sorted).map(Object::toString).containsExactly("a", "b");
        assertThat(map).isEqualTo(Map.of("b", 1));
    }

    @ParameterizedTest
    @EnumSource
    void treesOfJsonProcessingRoundTrip(EachEncoding encoding) throws Exception {
        JsonObject object = Json.createObjectBuilder()
                .add("i", 5)
                .add("d", 1.5)
                .add("big", BigInteger.TEN.pow(18))
                .add("list", Json.createArrayBuilder().add(true).addNull().add("x"))
                .build();

        assertThat(encoding.roundTrip(object, JsonObject.class)).isEqualTo(object);
        assertThat(encoding.roundTrip(Json.createValue("x"), JsonValue.class)).isEqualTo(Json.createValue("x"));
    }

    @Test
    void nullIsNullOfAnyClass() throws Exception {
        assertThat(EachEncoding.BINDING.readerFor(Point.class).read(null)).isNull();
    }

    private static void assertRoundTrips(EachEncoding encoding, Object value, Type type) throws Exception {
        assertThat(encoding.roundTrip(value, type)).isEqualTo(value);
    }
}
