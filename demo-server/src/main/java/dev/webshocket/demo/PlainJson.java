package dev.webshocket.demo;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes JSON by the section "Values" of the protocol: a number with a fraction or an exponent is a Double
 * and stays one, all others are exact integers.
 */
final class PlainJson {

    private PlainJson() {}

    /**
     * Parses a text that is one JSON value.
     *
     * @return null, or a Boolean, Long, BigInteger, Double, String, List or Map
     * @throws JsonException if it is not JSON
     * @throws ArithmeticException if a number is beyond the range of a Double
     */
    static Object parse(String text) {
        try (JsonParser parser = Json.createParser(new StringReader(text))) {
            Object value = read(parser, parser.next());
            if (parser.hasNext()) {
                throw new JsonException("text follows the value");
            }
            return value;
        } catch (JsonException | ArithmeticException e) {
            throw e;
        } catch (RuntimeException e) {
            // The text is truncated, or nested more deeply than the parser allows.
            throw new JsonException("not JSON", e);
        }
    }

    private static Object read(JsonParser parser, Event event) {
        return switch (event) {
            case START_ARRAY -> list(parser);
            case START_OBJECT -> map(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER -> number(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new JsonException("not JSON");
        };
    }

    private static List<Object> list(JsonParser parser) {
        List<Object> list = new ArrayList<>();
        for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
            list.add(read(parser, event));
        }
        return list;
    }

    private static Map<String, Object> map(JsonParser parser) {
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.next() == Event.KEY_NAME) {
            String key = parser.getString();
            map.put(key, read(parser, parser.next()));
        }
        return map;
    }

    private static Number number(String text) {
        if (text.chars().allMatch(c -> c == '-' || Character.isDigit(c))) {
            BigInteger integer = new BigInteger(text);
            return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
        }
        double real = Double.parseDouble(text);
        if (Double.isInfinite(real)) {
            throw new ArithmeticException("the number " + text + " is beyond the range of a double");
        }
        return real;
    }

    /**
     * Writes a value in one line.
     *
     * @param value what {@link #parse} returns, or {@code byte[]}, which becomes base64, or an {@link Instant}
     */
    static String write(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = Json.createGenerator(text)) {
            write(value, generator);
        }
        return text.toString();
    }

    private static void write(Object value, JsonGenerator out) {
        if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            map.forEach((name, member) -> {
                out.writeKey((String) name);
                write(member, out);
            });
            out.writeEnd();
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            list.forEach(item -> write(item, out));
            out.writeEnd();
        } else if (value instanceof Boolean bool) {
            out.write(bool);
        } else if (value instanceof Long integer) {
            out.write(integer);
        } else if (value instanceof BigInteger integer) {
            out.write(integer);
        } else if (value instanceof Double real && Double.isFinite(real)) {
            out.write(real);
        } else if (value instanceof byte[] bytes) {
            out.write(Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof String || value instanceof Instant) {
            out.write(value.toString());
        } else {
            // Null; also NaN and the infinities, which JSON lacks.
            out.writeNull();
        }
    }
}
