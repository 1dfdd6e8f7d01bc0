package dev.webshocket.internal.codec;

import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import jakarta.json.bind.annotation.JsonbVisibility;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
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
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Classes and records with the features of JSON-B. */
public final class JsonbClasses {

    private JsonbClasses() {}

    public static class Base<T> {
        private T id;
        public String zebra = "z";

        public T getId() {
            return id;
        }

        public void setId(T id) {
            this.id = id;
        }
    }

    public static class User extends Base<String> {
        private boolean admin;
        public List<String> alias = List.of("a");
        public transient String gone = "gone";
        public static String shared = "shared";
        private String hidden = "hidden";

        public boolean isAdmin() {
            return admin;
        }

        public void setAdmin(boolean admin) {
            this.admin = admin;
        }

        public String getURL() {
            return "u";
        }

        String getHidden() {
            return hidden;
        }
    }

    public record Token(String name) {
        public String issuer() {
            return "its name does not begin with is and a word";
        }
    }

    public record Incomparable(String name) {
        @Override
        public int hashCode() {
            throw new UnsupportedOperationException("a secret of the application");
        }

        @Override
        public boolean equals(Object other) {
            return other == this;
        }
    }

    public static class Renamed {
        private int value = 5;

        @JsonbProperty("out")
        public int getValue() {
            return value;
        }

        @JsonbProperty("in")
        public void setValue(int value) {
            this.value = value;
        }
    }

    @JsonbPropertyOrder({"c", "a"})
    public static class Ordered {
        public int a = 1;
        public int b = 2;
        public int c = 3;
    }

    @JsonbNillable
    public static class Nulls {
        public String nothing;

        @JsonbNillable(false)
        public String leftOut;

        public Optional<String> empty = Optional.empty();
    }

    public static class Hiding {
        @JsonbTransient
        public String field = "f";

        private String writeOnly = "w";
        private String readOnly = "r";

        @JsonbTransient
        public String getWriteOnly() {
            return writeOnly;
        }

        public void setWriteOnly(String writeOnly) {
            this.writeOnly = writeOnly;
        }

        public String getReadOnly() {
            return readOnly;
        }

        @JsonbTransient
        public void setReadOnly(String readOnly) {
            this.readOnly = readOnly;
        }
    }

    public record Secret(
            String shown,
            @JsonbTransient String secret,
            @JsonbTransient int count) {}

    @SuppressWarnings("unused")
    @JsonbVisibility(Fields.class)
    public static class PrivateFields {
        private int x = 1;
        private final int fixed = 2;
    }

    public static class Fields implements PropertyVisibilityStrategy {
        @Override
        public boolean isVisible(Field field) {
            return true;
        }

        @Override
        public boolean isVisible(Method method) {
            return false;
        }
    }

    public static class Formats {
        @JsonbDateFormat("dd.MM.yyyy")
        public LocalDate day = LocalDate.of(2026, 1, 31);

        @JsonbDateFormat(JsonbDateFormat.TIME_IN_MILLIS)
        public Instant millis = Instant.ofEpochMilli(1234567890123L);

        @JsonbDateFormat(value = "d. MMMM yyyy", locale = "de")
        public LocalDate german = LocalDate.of(2026, 3, 1);

        @JsonbDateFormat("yyyy-MM-dd HH:mm")
        public Date date = new Date(0);

        @JsonbNumberFormat(value = "#,##0.00", locale = "en")
        public double price = 1234.5;

        @JsonbNumberFormat(value = "000", locale = "en")
        public int number = 7;

        @JsonbNumberFormat(value = "#0.0#", locale = "de")
        public BigDecimal decimal = new BigDecimal("3.25");
    }

    public static class Made {
        final String name;
        public int more;

        @JsonbCreator
        public static Made of(@JsonbProperty("n") String name) {
            return new Made(name);
        }

        private Made(String name) {
            this.name = name;
        }

        @JsonbProperty("n")
        public String getName() {
            return name;
        }
    }

    public static class Priced {
        @JsonbTypeAdapter(CentsAdapter.class)
        public BigDecimal price = new BigDecimal("1.25");
    }

    public static class CentsAdapter implements JsonbAdapter<BigDecimal, Long> {
        @Override
        public Long adaptToJson(BigDecimal value) {
            return value.movePointRight(2).longValueExact();
        }

        @Override
        public BigDecimal adaptFromJson(Long cents) {
            return BigDecimal.valueOf(cents, 2);
        }
    }

    public record Adapted(
            @JsonbTypeAdapter(CentsAdapter.class) BigDecimal price) {}

    @JsonbTypeSerializer(RangeCode.class)
    @JsonbTypeDeserializer(RangeCode.class)
    public record Range(Ordered from, Ordered to) {}

    public static class RangeCode implements JsonbSerializer<Range>, JsonbDeserializer<Range> {
        @Override
        public void serialize(Range range, JsonGenerator generator, SerializationContext context) {
            generator.writeStartArray();
            context.serialize(range.from(), generator);
            generator.writeStartObject();
            context.serialize("to", range.to(), generator);
            generator.writeEnd();
            generator.writeEnd();
        }

        @Override
        public Range deserialize(JsonParser parser, DeserializationContext context, Type type) {
            parser.next();
            Ordered from = context.deserialize(Ordered.class, parser);
            parser.next();
            parser.next();
            Ordered to = context.deserialize(Ordered.class, parser);
            return new Range(from, to);
        }
    }

    @JsonbTypeInfo(
            key = "kind",
            value = {@JsonbSubtype(alias = "dog", type = Dog.class), @JsonbSubtype(alias = "cat", type = Cat.class)})
    public interface Animal {}

    @JsonbTypeInfo(key = "breed", value = @JsonbSubtype(alias = "hound", type = Hound.class))
    public static class Dog implements Animal {
        public int bones = 1;
    }

    public static class Hound extends Dog {
        public boolean loud = true;
    }

    public static class Cat implements Animal {
        public Dog friend;
    }

    public record Zoo(List<Animal> animals, Animal star) {}

    public enum Level {
        LOW {
            @Override
            public String toString() {
                return "low";
            }
        },
        HIGH
    }

    public interface Named {
        default String getTitle() {
            return "title";
        }
    }

    public static class Titled implements Named {
        public Object self = Level.LOW;
    }

    public static class Everything {
        public Level level = Level.LOW;
        public Map<Level, Integer> byLevel = new EnumMap<>(Map.of(Level.HIGH, 1));
        public EnumSet<TimeUnit> units = EnumSet.of(TimeUnit.DAYS);
        public int[] ints = {1, 2};
        public Level[][] levels = {{Level.LOW}, {}};
        public char letter = 'x';
        public float real = 0.1f;
        public byte small = -1;
        public UUID uuid = new UUID(1, 2);
        public URI uri = URI.create("urn:x");
        public OptionalInt some = OptionalInt.of(5);
        public OptionalInt none = OptionalInt.empty();
        public Map<LocalDate, String> days = Map.of(LocalDate.of(2026, 1, 31), "x");
        public Map<Integer, Level> numbers = Map.of(7, Level.HIGH);
        public List<String> withNull = Arrays.asList("a", null);
    }

    public static class Times {
        public LocalDateTime dateTime = LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6000);
        public LocalTime time = LocalTime.of(3, 4);
        public OffsetDateTime offset = OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.ofHours(2));
        public OffsetTime offsetTime = OffsetTime.of(3, 4, 5, 0, ZoneOffset.UTC);
        public ZonedDateTime zoned = ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneId.of("Europe/Berlin"));
        public YearMonth month = YearMonth.of(2026, 1);
        public MonthDay monthDay = MonthDay.of(1, 31);
        public Duration duration = Duration.ofMinutes(90);
        public Period period = Period.ofDays(3);
        public ZoneId zone = ZoneId.of("Europe/Berlin");
        public ZoneOffset zoneOffset = ZoneOffset.ofHours(-3);
        public Date date = new Date(1234567890123L);
        public Calendar calendar = calendar();
        public java.sql.Date sqlDate = java.sql.Date.valueOf("2026-01-31");
        public java.sql.Timestamp timestamp = java.sql.Timestamp.from(Instant.ofEpochMilli(1234567890123L));

        private static Calendar calendar() {
            Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
            calendar.setTimeInMillis(1234567890000L);
            return calendar;
        }
    }
}
