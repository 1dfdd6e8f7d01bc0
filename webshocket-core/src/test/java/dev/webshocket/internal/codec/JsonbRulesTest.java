package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.webshocket.internal.codec.JsonbClasses.Adapted;
import dev.webshocket.internal.codec.JsonbClasses.Animal;
import dev.webshocket.internal.codec.JsonbClasses.Base;
import dev.webshocket.internal.codec.JsonbClasses.Cat;
import dev.webshocket.internal.codec.JsonbClasses.Dog;
import dev.webshocket.internal.codec.JsonbClasses.Everything;
import dev.webshocket.internal.codec.JsonbClasses.Formats;
import dev.webshocket.internal.codec.JsonbClasses.Hiding;
import dev.webshocket.internal.codec.JsonbClasses.Hound;
import dev.webshocket.internal.codec.JsonbClasses.Incomparable;
import dev.webshocket.internal.codec.JsonbClasses.Made;
import dev.webshocket.internal.codec.JsonbClasses.Nulls;
import dev.webshocket.internal.codec.JsonbClasses.Ordered;
import dev.webshocket.internal.codec.JsonbClasses.Priced;
import dev.webshocket.internal.codec.JsonbClasses.PrivateFields;
import dev.webshocket.internal.codec.JsonbClasses.Range;
import dev.webshocket.internal.codec.JsonbClasses.Renamed;
import dev.webshocket.internal.codec.JsonbClasses.Secret;
import dev.webshocket.internal.codec.JsonbClasses.Times;
import dev.webshocket.internal.codec.JsonbClasses.Titled;
import dev.webshocket.internal.codec.JsonbClasses.Token;
import dev.webshocket.internal.codec.JsonbClasses.User;
import dev.webshocket.internal.codec.JsonbClasses.Zoo;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.config.BinaryDataStrategy;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of JSON-B for classes: values are written as an implementation of JSON-B writes them, and read back. */
public class JsonbRulesTest {

    private final Binding binding = new Binding();

    static Stream<Object> values() {
        User user = new User();
        user.setId("7");
        Cat cat = new Cat();
        cat.friend = new Hound();
        return Stream.of(
                user,
                new Renamed(),
                new Ordered(),
                new Nulls(),
                new Hiding(),
                new PrivateFields(),
                new Formats(),
                Made.of("m"),
                new Priced(),
                new Adapted(new BigDecimal("0.05")),
                new Range(new Ordered(), new Ordered()),
                new Zoo(List.of(new Cat(), new Hound()), cat),
                new Titled(),
                new Everything(),
                new Times());
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesAreWrittenAsByJsonBinding(Object value) throws Exception {
        try (var jsonb = JsonbBuilder.create(new JsonbConfig().withBinaryDataStrategy(BinaryDataStrategy.BASE_64))) {
            assertThat(new String(EachEncoding.JSON.bytes(value), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(jsonb.toJson(value));
        }
    }

    static Stream<Object> readable() {
        return values().filter(value -> !(value instanceof Renamed || value instanceof Hiding));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void writtenValuesAreReadBack(Object value) throws Exception {
        for (EachEncoding encoding : EachEncoding.values()) {
            Object again = encoding.roundTrip(value, value.getClass());

            assertThat(again).isInstanceOf(value.getClass());
            assertThat(binding.toPlain(again)).isEqualTo(binding.toPlain(value));
        }
    }

    @Test
    void namesForReadingAndWritingMayDiffer() throws Exception {
        Renamed read = (Renamed) binding.readerFor(Renamed.class).read(Map.of("in", 7L));

        assertThat(read.getValue()).isEqualTo(7);
        // A write-only member is not an unknown one.
        assertThat(((Renamed) binding.readerFor(Renamed.class).read(Map.of("out", 9L, "in", 8L))).getValue())
                .isEqualTo(8);
        assertUnfit(Renamed.class, Map.of("value", 7L), "unknown member 'value'");
    }

    @Test
    void transientMembersAreNeitherReadNorWritten() throws Exception {
        Hiding read = (Hiding) binding.readerFor(Hiding.class).read(Map.of("writeOnly", "x", "readOnly", "x"));

        assertThat(read.getWriteOnly()).isEqualTo("x");
        assertThat(read.getReadOnly()).isEqualTo("r");
        assertUnfit(Hiding.class, Map.of("field", "x"), "unknown member 'field'");
        assertThat(binding.readerFor(Secret.class).read(Map.of("shown", "s"))).isEqualTo(new Secret("s", null, 0));
        assertUnfit(Secret.class, Map.of("shown", "s", "secret", "x"), "unknown member 'secret'");
        assertThat(binding.toPlain(new Secret("s", "t", 1))).isEqualTo(Map.of("shown", "s"));
    }

    @Test
    void formatsAreStrict() {
        assertUnfit(Formats.class, Map.of("number", 7L), "number: 7 is no formatted int");
        assertUnfit(Formats.class, Map.of("number", "007x"), "number: the string is no formatted int");
        assertUnfit(Formats.class, Map.of("number", "1.5"), "number: 1.5 is no int");
        assertUnfit(Formats.class, Map.of("day", "2026-01-31"), "day: the string is no LocalDate");
        assertUnfit(Formats.class, Map.of("millis", "1234"), "millis: a string is no long");
    }

    /** The parameters of an explicit canonical constructor do not get the annotations of the components. */
    public record Box(
            @JsonbProperty("cnt") String count,
            @JsonbDateFormat("dd.MM.yyyy") LocalDate day,
            @JsonbNumberFormat("#,##0.00") BigDecimal price,
            Integer size) {
        public Box(String count, LocalDate day, BigDecimal price, Integer size) {
            this.count = count;
            this.day = day;
            this.price = price;
            this.size = size;
        }

        @Override
        @JsonbProperty("width")
        public Integer size() {
            return size;
        }
    }

    @Test
    void componentsKeepTheirNamesAndFormatsWithAnExplicitConstructor() throws Exception {
        Box box = new Box("5", LocalDate.of(2026, 1, 31), new BigDecimal("1234.25"), 3);
        Map<String, Object> plain = Map.of("cnt", "5", "day", "31.01.2026", "price", "1,234.25", "width", 3L);

        assertThat(binding.toPlain(box)).isEqualTo(plain);
        assertThat(binding.readerFor(Box.class).read(plain)).isEqualTo(box);
        assertUnfit(Box.class, Map.of("count", "5"), "unknown member 'count'");
        assertUnfit(Box.class, Map.of("size", 3L), "unknown member 'size'");
        for (String price : List.of("1E-2147483648", "1E2147483648", "1E99999999999", "-1E-2147483648")) {
            assertUnfit(Box.class, Map.of("price", price), "price: the string is no formatted BigDecimal");
        }
    }

    @Test
    void subtypesAreNamedByAKnownString() throws Exception {
        assertThat(binding.readerFor(Dog.class).read(Map.of("kind", "dog", "bones", 3L)))
                .isExactlyInstanceOf(Dog.class);
        assertThat(binding.readerFor(Animal.class).read(Map.of("kind", "dog", "breed", "hound")))
                .isExactlyInstanceOf(Hound.class);
        assertUnfit(Animal.class, Map.of("bones", 3L), "kind is missing");
        assertUnfit(Animal.class, Map.of("kind", "cow"), "kind: the string names no Animal");
        assertUnfit(Animal.class, Map.of("kind", 5L), "kind: 5 is no string");
        assertUnfit(Animal.class, List.of(), "a list is no Animal");
        assertUnfit(Cat.class, Map.of("kind", "dog"), "kind: not the \"cat\" that a Cat is");
        assertUnfit(
                Zoo.class,
                Map.of("animals", List.of(Map.of("kind", "cat", "friend", Map.of("bones", "1")))),
                "animals[0].friend.bones: a string is no int");
    }

    @Test
    void deserializersReportThePathOfAMismatch() {
        assertUnfit(Range.class, List.of(Map.of("a", "x")), "[0].a: a string is no int");
        assertUnfit(Range.class, List.of(Map.of(), Map.of("to", Map.of("z", 1L))), "[1].to: unknown member 'z'");
        assertUnfit(Range.class, "x", "the value does not fit Range");
    }

    @Test
    void duplicateKeysOfMembersAreRefused() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("1", "a");
        keys.put("1.0", "b");

        assertUnfit(new TypeOf<Map<Double, String>>() {}.type(), keys, "1.0: another member has the same key");
    }

    @Test
    void collectionsRefuseValuesThatTheyCannotContain() {
        assertUnfit(
                new TypeOf<java.util.ArrayDeque<String>>() {}.type(),
                Arrays.asList("a", null),
                "a ArrayDeque does not take an item");
        assertUnfit(
                new TypeOf<java.util.TreeSet<Ordered>>() {}.type(),
                List.of(Map.of(), Map.of()),
                "a TreeSet does not take an item");
    }

    @Test
    void errorsNameTheGetter() {
        assertThat(binding.toPlain(new Token("t"))).isEqualTo(Map.of("name", "t"));
    }

    @Test
    void exceptionsOfItemsAreNotDisclosed() {
        assertUnfit(
                new TypeOf<Set<Incomparable>>() {}.type(), List.of(Map.of("name", "x")), "a Set does not take an item");
    }

    @Test
    void datesOutOfTheRangeOfTheirClassDoNotFit() {
        for (Class<?> type : List.of(Date.class, Timestamp.class, Calendar.class, LocalDate.class)) {
            assertUnfit(type, "+9999999999-01-01T00:00:00Z", "the string is no " + type.getSimpleName());
            assertUnfit(type, "+999999999-12-31T00:00:00Z", "the string is no " + type.getSimpleName());
        }
        assertUnfit(java.sql.Date.class, "+999999999-12-31", "the string is no Date");
        assertUnfit(LocalDate.class, Instant.EPOCH, "a timestamp is no LocalDate");
        assertUnfit(Date.class, Instant.MAX, "a timestamp is no Date");
    }

    @Test
    void calendarsKeepTheirInstant() throws Exception {
        for (String moment : List.of(
                "2026-01-31T10:15:30+01:00[Europe/Berlin]", "1066-10-14T09:00Z[UTC]", "-0044-03-15T12:00+01:00")) {
            GregorianCalendar expected = GregorianCalendar.from(ZonedDateTime.parse(moment));

            assertThat(binding.readerFor(Calendar.class).read(moment)).isEqualTo(expected);
            assertThat(binding.readerFor(XMLGregorianCalendar.class).read(moment))
                    .isEqualTo(DatatypeFactory.newInstance().newXMLGregorianCalendar(expected));
        }
    }

    @Test
    void formattedNumbersMayBeLong() throws Exception {
        String digits = "1234567890".repeat(10);
        for (String price : List.of(digits, digits + ".25", "-0." + digits)) {
            Box box = (Box) binding.readerFor(Box.class).read(Map.of("price", price));

            assertThat(box.price()).isEqualByComparingTo(price);
        }
        assertUnfit(Formats.class, Map.of("number", digits), "number: a huge integer is out of range for int");
        assertUnfit(
                Box.class,
                Map.of("price", "0." + "0".repeat(400) + digits),
                "price: the string is no formatted BigDecimal");
    }

    public static class Lower {
        private int x;
        private String away;

        public int getxCoord() {
            return x;
        }

        public void setxCoord(int x) {
            this.x = x;
        }

        public String getaway() {
            return away;
        }

        public void setaway(String away) {
            this.away = away;
        }

        public String get() {
            return "no property";
        }

        public boolean is() {
            return true;
        }

        public void set(String value) {
            away = value;
        }
    }

    @Test
    void propertyNamesAfterAPrefixMayBeginInLowerCase() throws Exception {
        Map<String, Object> plain = Map.of("xCoord", 7L, "away", "yes");
        Lower read = (Lower) binding.readerFor(Lower.class).read(plain);

        assertThat(read.getxCoord()).isEqualTo(7);
        assertThat(read.getaway()).isEqualTo("yes");
        assertThat(binding.toPlain(read)).isEqualTo(plain);
    }

    @Test
    void anonymousClassesAreWritten() {
        @SuppressWarnings("unused")
        Object anonymous = new Base<Integer>() {
            public String getMore() {
                return "more";
            }
        };

        assertThat(binding.toPlain(anonymous)).isEqualTo(Map.of("zebra", "z", "more", "more"));
    }

    private void assertUnfit(Type type, Object plain, String message) {
        assertThatExceptionOfType(UnfitValueException.class)
                .isThrownBy(() -> binding.readerFor(type).read(plain))
                .withMessage(message);
    }
}
