package dev.webshocket.internal.tools.typescript;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.stream.Collectors;

/** The types of single values of JSON. */
final class Literals {

    private Literals() {}

    static Type of(JsonValue value) {
        if (value instanceof JsonString text) {
            return new Type(Identifiers.quoted(text.getString()));
        }
        if (value instanceof JsonNumber number) {
            return number(number);
        }
        if (value instanceof JsonArray array) {
            return new Type(array.stream().map(item -> of(item).text()).collect(Collectors.joining(", ", "[", "]")));
        }
        if (value instanceof JsonObject object) {
            return new Type(object.entrySet().stream()
                    .map(member -> Identifiers.member(member.getKey()) + ": "
                            + of(member.getValue()).text())
                    .collect(Collectors.joining("; ", "{ ", " }")));
        }
        return new Type(value.toString());
    }

    /** Writes integers without a fraction; what no double of JavaScript is near to is any number. */
    private static Type number(JsonNumber number) {
        double value = number.doubleValue();
        if (Math.rint(value) == value && Math.abs(value) <= 1L << 53) {
            return new Type(String.valueOf((long) value));
        }
        return new Type(Double.isFinite(value) ? Double.toString(value) : "number");
    }
}
