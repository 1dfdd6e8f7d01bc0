package dev.webshocket.internal.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * A type without generated parts.
 *
 * @param source its name, which may have annotations before it where it is {@link #MARKED}
 * @param initially what comes back where a primitive is not set; null where it is none
 * @param fits plain values that fit it
 * @param unfit plain values that do not
 */
record GeneratedSingle(String source, Object initially, List<?> fits, List<?> unfit) implements GeneratedType {

    /** A number with too many digits. */
    private static final BigDecimal DIGITS = new BigDecimal("0." + "3".repeat(2_001));

    private static final String PRELUDE = "made.Handler.";

    /** The types that may be used anywhere. */
    static final List<GeneratedSingle> ALL = List.of(
            primitive("int", 0L, List.of(0L, -5L, 2147483647L), "5", 1.5, 5.0, true, 2147483648L, List.of(1L)),
            primitive("long", 0L, List.of(1L << 40, -1L, Long.MIN_VALUE), "5", 1e3, List.of(), Map.of("a", 1L)),
            primitive("short", 0L, List.of(-32768L, 32767L), 32768L, "5", 0.5, false),
            primitive("byte", 0L, List.of(-128L, 127L), 128L, "x", false),
            primitive("boolean", false, List.of(true, false), "yes", 1L, "true", List.of(true)),
            primitive("double", 0.0, List.of(0.5, -1e300, 5L), "0.5", true, List.of(0.5)),
            primitive("float", 0.0, List.of(0.5, 2.0), 1e300, "0.5", Map.of()),
            primitive("char", "\0", List.of("x", "\u00e9"), "", "ab", 65L),
            single("Integer", List.of(7L), "7", 7.5, 1L << 40),
            single("Short", List.of(7L, -7L), "7", 7.5, 40_000L),
            single("Long", List.of(7L, Long.MAX_VALUE), "7", 7.5, List.of(7L)),
            single("Boolean", List.of(true), "true", 0L),
            single("Double", List.of(2.5), "2.5", false),
            single("Character", List.of("x"), "xy", 120L),
            text("String", List.of("", "text", "5"), 5L, true, List.of("text"), Map.of()),
            text("CharSequence", List.of("", "text"), 5L, false, List.of()),
            single("Number", List.of(7L, 2.5), "7", true, List.of()),
            single("java.math.BigInteger", List.of(5L, BigInteger.ONE.shiftLeft(63)), "5", 5.5, true),
            single(
                    "java.math.BigDecimal",
                    List.of(0.25, 5L, new BigDecimal("0.12345678901234567891")),
                    "x",
                    "1E400",
                    true,
                    List.of(0.25)),
            single("java.time.LocalDate", List.of("2026-01-31"), "x", "2026-02-30", 5L, List.of("2026-01-31")),
            single("java.time.LocalTime", List.of("10:15:30"), "25:00:00", 5L),
            single("java.time.LocalDateTime", List.of("2026-01-31T10:15:30"), "2026-01-31", 5L, Map.of()),
            single(
                    "java.time.Instant",
                    List.of("2026-01-31T10:15:30Z", Instant.parse("2026-01-31T10:15:30.5Z")),
                    "2026-01-31",
                    0L,
                    List.of()),
            single("java.time.OffsetDateTime", List.of("2026-01-31T10:15:30+02:00"), "2026-01-31", 5L),
            single("java.time.OffsetTime", List.of("10:15:30+02:00"), "10:15:30", 5L),
            single("java.time.ZonedDateTime", List.of("2026-01-31T10:15:30+01:00[Europe/Berlin]"), "x", 5L, true),
            single("java.time.YearMonth", List.of("2026-01"), "2026-13", 202601L),
            single("java.time.MonthDay", List.of("--01-31"), "--02-30", 131L),
            single("java.util.Date", List.of("2026-01-31T10:15:30Z[UTC]"), "2026-01-31", 0L),
            single("java.sql.Timestamp", List.of("2026-01-31T10:15:30Z[UTC]"), "2026-01-31", 0L),
            single("java.time.Duration", List.of("PT1H30M"), "x", 90L),
            single("java.time.Period", List.of("P1M3D"), "PT1H", 3L),
            single("java.time.ZoneId", List.of("Europe/Berlin"), "Europe/Atlantis", 1L),
            single("java.util.UUID", List.of("123e4567-e89b-12d3-a456-426614174000"), "1-1-1-1-1", 1L),
            text("java.net.URI", List.of("urn:x", "http://example.com/a?b=c"), "a b", 1L, List.of()),
            single("java.util.concurrent.TimeUnit", List.of("DAYS"), "days", 0L, List.of("DAYS")),
            single(PRELUDE + "Hue", List.of("RED", "BLUE"), "GREEN", 0L, Map.of()),
            single("byte[]", List.of("AQID", "", new byte[] {1, 2, -3}), "A?", 1L, List.of(1L)),
            single("int[]", List.of(List.of(1L, 2L), List.of()), "AQID", 1L, List.of("1"), Arrays.asList(1L, null)),
            single("long[][]", List.of(List.of(List.of(1L), List.of())), List.of(1L), List.of(List.of("1"))),
            single("boolean[]", List.of(List.of(true, false)), List.of(0L), true),
            single("double[]", List.of(List.of(0.5, -2.5)), List.of("0.5"), 0.5),
            single("char[]", List.of(List.of("a", "b")), "ab", List.of("ab")),
            text("Object", List.of("x", 5L, 2.5, true, List.of(1L), Map.of("a", List.of("b")))),
            single("jakarta.json.JsonObject", List.of(Map.of("a", List.of(1L))), "x", 1L, List.of()),
            single("jakarta.json.JsonArray", List.of(List.of(1L, "a")), "x", 1L, Map.of()),
            single(PRELUDE + "Celsius", List.of("21.5C"), "21.5", 5L, List.of("21.5C"), "C"));

    /** The types with annotations, which may be used for members only. */
    static final List<GeneratedSingle> MARKED = List.of(
            new GeneratedSingle(
                    "@jakarta.json.bind.annotation.JsonbTypeAdapter(made.Handler.Hex.class) int",
                    "0",
                    List.of("ff", "-1"),
                    Arrays.asList(255L, "xyz", List.of(), null)),
            single(
                    "@jakarta.json.bind.annotation.JsonbTypeAdapter(made.Handler.Hex.class) Integer",
                    List.of("ff", "-1"),
                    255L,
                    "xyz",
                    List.of()),
            single(
                    "@jakarta.json.bind.annotation.JsonbDateFormat(\"dd.MM.yyyy\") java.time.LocalDate",
                    List.of("31.01.2026"),
                    "2026-01-31",
                    "32.01.2026",
                    5L),
            single(
                    "@jakarta.json.bind.annotation.JsonbDateFormat(\"##time-in-millis\") java.time.Instant",
                    List.of(1234567890123L),
                    "1234",
                    "2026-01-31T10:15:30Z",
                    0.5),
            single(
                    "@jakarta.json.bind.annotation.JsonbNumberFormat(value = \"#,##0.00\", locale = \"en\")"
                            + " java.math.BigDecimal",
                    List.of("1,234.50"),
                    1234.5,
                    "x",
                    "1E-2147483648",
                    "1E99999999999"),
            new GeneratedSingle(
                    "@jakarta.json.bind.annotation.JsonbNumberFormat(value = \"000\", locale = \"en\") int",
                    "000",
                    List.of("007", "-123"),
                    Arrays.asList(7L, "1.5", "9999999999", "x", null)));

    /** Classes that the sources of some types need. */
    static final String DECLARATIONS = """
            public enum Hue { RED { @Override public String toString() { return "red"; } }, BLUE }
            @jakarta.json.bind.annotation.JsonbTypeSerializer(Celsius.Code.class)
            @jakarta.json.bind.annotation.JsonbTypeDeserializer(Celsius.Code.class)
            public record Celsius(double degrees) {
                public static class Code implements jakarta.json.bind.serializer.JsonbSerializer<Celsius>,
                        jakarta.json.bind.serializer.JsonbDeserializer<Celsius> {
                    @Override public void serialize(Celsius celsius, jakarta.json.stream.JsonGenerator generator,
                            jakarta.json.bind.serializer.SerializationContext context) {
                        generator.write(celsius.degrees() + "C");
                    }
                    @Override public Celsius deserialize(jakarta.json.stream.JsonParser parser,
                            jakarta.json.bind.serializer.DeserializationContext context, java.lang.reflect.Type type) {
                        String text = parser.getString();
                        if (!text.endsWith("C")) {
                            throw new IllegalArgumentException(text);
                        }
                        return new Celsius(Double.parseDouble(text.substring(0, text.length() - 1)));
                    }
                }
            }
            public static class Hex implements jakarta.json.bind.adapter.JsonbAdapter<Integer, String> {
                @Override public String adaptToJson(Integer number) { return Integer.toString(number, 16); }
                @Override public Integer adaptFromJson(String text) { return Integer.valueOf(text, 16); }
            }
            @jakarta.json.bind.annotation.JsonbTypeAdapter(Sku.Code.class)
            public record Sku(String code) {
                public static class Code implements jakarta.json.bind.adapter.JsonbAdapter<Sku, String> {
                    @Override public String adaptToJson(Sku sku) { return "sku:" + sku.code(); }
                    @Override public Sku adaptFromJson(String text) {
                        if (!text.startsWith("sku:")) {
                            throw new IllegalArgumentException(text);
                        }
                        return new Sku(text.substring(4));
                    }
                }
            }
            """;

    private static GeneratedSingle single(String source, List<?> fits, Object... unfit) {
        return text(source, fits, with(DIGITS, unfit));
    }

    /** MessagePack encodes long numbers as strings, which some types accept. */
    private static GeneratedSingle text(String source, List<?> fits, Object... unfit) {
        return new GeneratedSingle(source, null, fits, Arrays.asList(unfit));
    }

    private static GeneratedSingle primitive(String source, Object initially, List<?> fits, Object... unfit) {
        return new GeneratedSingle(source, initially, fits, Arrays.asList(with(null, with(DIGITS, unfit))));
    }

    private static Object[] with(Object more, Object... values) {
        Object[] all = Arrays.copyOf(values, values.length + 1);
        all[values.length] = more;
        return all;
    }

    /** Returns the wrapper class of a primitive type, as a type argument. */
    GeneratedSingle boxed() {
        String name = switch (source) {
            case "int" -> "Integer";
            case "char" -> "Character";
            default -> Character.toUpperCase(source.charAt(0)) + source.substring(1);
        };
        return isNullable()
                ? this
                : new GeneratedSingle(
                        name,
                        null,
                        fits,
                        unfit.stream().filter(Objects::nonNull).toList());
    }

    @Override
    public boolean isNullable() {
        return initially == null;
    }

    @Override
    public Object fitting(Random random) {
        return fits.get(random.nextInt(fits.size()));
    }

    @Override
    public Object back(Object fitting) {
        boolean real = source.equalsIgnoreCase("double") || source.equalsIgnoreCase("float");
        return real ? (Object) ((Number) fitting).doubleValue() : fitting;
    }

    @Override
    public Object unfit(Object fitting, Random random) {
        return unfit.isEmpty() ? NONE : unfit.get(random.nextInt(unfit.size()));
    }
}
