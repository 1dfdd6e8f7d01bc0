package dev.webshocket.internal.codec;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** Converts between plain values and JSON-P's trees, which applications may use as types. */
final class JsonTree {

    private JsonTree() {}

    /**
     * Converts a plain value to a JSON-P value. Bytes become a {@link JsonBytes}, timestamps a string.
     *
     * @throws UnfitJsonException if a number is too tiny for a decimal
     */
    static JsonValue of(Object plain, JsonProvider provider) {
        if (plain == null) {
            return JsonValue.NULL;
        }
        if (plain instanceof Boolean bool) {
            return bool ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (plain instanceof Number number) {
            return of(number, provider);
        }
        if (plain instanceof byte[] bytes) {
            return new JsonBytes(bytes);
        }
        if (plain instanceof List<?> list) {
            JsonArrayBuilder array = provider.createArrayBuilder();
            list.forEach(item -> array.add(of(item, provider)));
            return array.build();
        }
        if (plain instanceof Map<?, ?> map) {
            JsonObjectBuilder object = provider.createObjectBuilder();
            map.forEach((name, member) -> object.add((String) name, of(member, provider)));
            return object.build();
        }
        return provider.createValue(plain.toString());
    }

    private static JsonValue of(Number plain, JsonProvider provider) {
        if (plain instanceof Long integer) {
            return provider.createValue(integer);
        }
        if (plain instanceof BigInteger integer) {
            return provider.createValue(integer);
        }
        if (plain instanceof BigDecimal decimal) {
            return provider.createValue(decimal);
        }
        if (plain instanceof TinyNumber) {
            throw new UnfitJsonException(new UnfitValueException("a number is out of range"));
        }
        double real = plain.doubleValue();
        // JSON has neither NaN nor infinities.
        return Double.isFinite(real) ? provider.createValue(real) : JsonValue.NULL;
    }

    /** Writes a JSON-P value that is within that many lists and maps. */
    static void write(JsonValue value, PlainSink sink, int depth) {
        switch (value.getValueType()) {
            case NULL -> sink.nil();
            case TRUE -> sink.bool(true);
            case FALSE -> sink.bool(false);
            case NUMBER -> write((JsonNumber) value, sink);
            case STRING -> write((JsonString) value, sink);
            case ARRAY -> {
                int inner = Nesting.deeper(depth);
                List<JsonValue> items = value.asJsonArray();
                sink.list(items.size());
                for (JsonValue item : items) {
                    write(item, sink, inner);
                }
                sink.endList();
            }
            case OBJECT -> {
                int inner = Nesting.deeper(depth);
                Map<String, JsonValue> members = value.asJsonObject();
                sink.map(members.size());
                for (Map.Entry<String, JsonValue> member : members.entrySet()) {
                    sink.key(member.getKey());
                    write(member.getValue(), sink, inner);
                }
                sink.endMap();
            }
        }
    }

    private static void write(JsonNumber value, PlainSink sink) {
        PlainNumber.write(value.isIntegral() ? value.bigIntegerValue() : value.bigDecimalValue(), sink);
    }

    private static void write(JsonString value, PlainSink sink) {
        if (value instanceof JsonBytes bytes) {
            sink.bytes(bytes.value());
        } else {
            sink.text(value.getString());
        }
    }
}
