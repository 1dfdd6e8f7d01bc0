package dev.webshocket.internal.description;

import static dev.webshocket.internal.description.Schema.ofType;
import static dev.webshocket.internal.description.Schema.with;

import dev.webshocket.internal.types.BinaryForm;
import dev.webshocket.internal.types.ValueType;
import dev.webshocket.internal.types.ValueType.Scalar;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schemas of single values, in their JSON form. */
final class SingleSchemas {

    private static final String FORMAT = "format";
    private static final String PATTERN = "pattern";
    private static final String STRING = "string";
    private static final String INTEGER = "integer";
    private static final String EXAMPLES = "examples";

    /** The further keywords of strings, by the name of the class, since the modules of some may be absent. */
    private static final Map<String, Map<String, Object>> TEXTS = Map.ofEntries(
            Map.entry("java.time.Instant", format("date-time")),
            Map.entry("java.time.OffsetDateTime", format("date-time")),
            Map.entry("java.time.LocalDate", format("date")),
            Map.entry("java.sql.Date", format("date")),
            Map.entry("java.time.OffsetTime", format("time")),
            Map.entry("java.time.LocalDateTime", format("date-time-local")),
            Map.entry("java.time.LocalTime", format("time-local")),
            Map.entry("java.time.ZonedDateTime", example("2026-01-31T12:30:00+01:00[Europe/Paris]")),
            Map.entry("java.time.YearMonth", Map.of(PATTERN, "^[+-]?[0-9]{4,9}-(0[1-9]|1[0-2])$")),
            Map.entry("java.time.MonthDay", Map.of(PATTERN, "^--(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")),
            Map.entry("java.util.Date", example("2026-01-31T12:30:00Z[UTC]")),
            Map.entry("java.sql.Timestamp", example("2026-01-31T12:30:00Z[UTC]")),
            Map.entry("java.util.Calendar", example("2026-01-31T12:30:00+01:00[Europe/Paris]")),
            Map.entry("java.util.UUID", format("uuid")),
            Map.entry("java.net.URI", format("uri-reference")),
            Map.entry("java.net.URL", format("uri")),
            Map.entry("java.time.Duration", format("duration")),
            Map.entry("java.time.Period", format("duration")),
            Map.entry("java.time.ZoneId", example("Europe/Paris")),
            Map.entry("java.time.ZoneOffset", example("+01:00")));

    private SingleSchemas() {}

    private static Map<String, Object> format(String format) {
        return Map.of(FORMAT, format);
    }

    private static Map<String, Object> example(String text) {
        return Map.of(EXAMPLES, List.of(text));
    }

    /** Returns the schema of a value that exists on the wire. */
    static Map<String, Object> scalar(Scalar type, BinaryForm binary) {
        return switch (type.kind()) {
            case BOOLEAN -> ofType("boolean");
            case STRING -> ofType(STRING);
            case CHARACTER -> with(with(ofType(STRING), "minLength", 1), "maxLength", 1);
            case INTEGER -> integer(type.javaType());
            case NUMBER -> number(type.javaType());
            case BINARY -> binary(binary);
        };
    }

    private static Map<String, Object> integer(Class<?> type) {
        Map<String, Object> schema = ofType(INTEGER);
        if (type == byte.class || type == Byte.class) {
            return range(schema, Byte.MIN_VALUE, Byte.MAX_VALUE);
        }
        if (type == short.class || type == Short.class) {
            return range(schema, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        if (type == int.class || type == Integer.class) {
            return with(schema, FORMAT, "int32");
        }
        return type == long.class || type == Long.class ? with(schema, FORMAT, "int64") : schema;
    }

    private static Map<String, Object> range(Map<String, Object> schema, int least, int most) {
        return with(with(schema, "minimum", least), "maximum", most);
    }

    private static Map<String, Object> number(Class<?> type) {
        Map<String, Object> schema = ofType("number");
        if (type == float.class || type == Float.class) {
            return with(schema, FORMAT, "float");
        }
        return type == double.class || type == Double.class ? with(schema, FORMAT, "double") : schema;
    }

    private static Map<String, Object> binary(BinaryForm form) {
        return switch (form) {
            case NATIVE -> with(ofType(STRING), "contentEncoding", "base64");
            case BASE_64_URL -> with(ofType(STRING), "contentEncoding", "base64url");
            case LIST -> with(ofType("array"), "items", range(ofType(INTEGER), Byte.MIN_VALUE, Byte.MAX_VALUE));
        };
    }

    /** Returns the schema of a date or time. */
    static Map<String, Object> temporal(ValueType.Temporal type) {
        if (type.format().isMillis()) {
            return with(with(ofType(INTEGER), FORMAT, "int64"), "description", "Milliseconds since 1970");
        }
        return type.format().isDefault() ? text(type.javaType()) : patterned(type.format());
    }

    /** Returns the schema of a number in a format. */
    static Map<String, Object> patterned(ValueType.Format format) {
        return with(ofType(STRING), "description", "In the format " + format.pattern());
    }

    /** Returns the schema of a class whose values are strings. */
    static Map<String, Object> text(Class<?> type) {
        Map<String, Object> schema = new LinkedHashMap<>(ofType(STRING));
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (TEXTS.containsKey(each.getName())) {
                schema.putAll(TEXTS.get(each.getName()));
                break;
            }
        }
        return schema;
    }

    /** Returns the schema of a type of JSON-P. */
    static Map<String, Object> tree(Class<?> type) {
        if (JsonObject.class.isAssignableFrom(type)) {
            return ofType("object");
        }
        if (JsonArray.class.isAssignableFrom(type)) {
            return ofType("array");
        }
        if (JsonString.class.isAssignableFrom(type)) {
            return ofType(STRING);
        }
        if (JsonNumber.class.isAssignableFrom(type)) {
            return ofType("number");
        }
        return type == JsonStructure.class ? Map.of("type", List.of("object", "array")) : Map.of();
    }
}
