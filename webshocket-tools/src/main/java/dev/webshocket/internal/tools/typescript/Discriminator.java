package dev.webshocket.internal.tools.typescript;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;

/**
 * The member that tells the alternatives of a union apart, in the form of OpenAPI. Where alternatives have a constant member of their
 * own, TypeScript needs no other.
 *
 * @param member the name of the member; empty if there is none
 * @param values what it may be for one alternative
 */
record Discriminator(String member, List<String> values) {

    static final Discriminator NONE = new Discriminator("", List.of());

    /** Returns that of an alternative of a union; none if the alternative is a schema that has the member itself. */
    static Discriminator of(JsonObject union, JsonObject alternative, JsonValue schema) {
        if (union.get("discriminator") instanceof JsonObject discriminator
                && discriminator.get("propertyName") instanceof JsonString name
                && discriminator.get("mapping") instanceof JsonObject mapping
                && !has(name.getString(), schema)) {
            JsonValue reference = alternative.get("$ref");
            List<String> values = mapping.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(reference))
                    .map(entry -> entry.getKey())
                    .toList();
            return new Discriminator(values.isEmpty() ? "" : name.getString(), values);
        }
        return NONE;
    }

    private static boolean has(String member, JsonValue schema) {
        return schema instanceof JsonObject object
                && object.get("properties") instanceof JsonObject properties
                && properties.get(member) instanceof JsonObject property
                && (property.containsKey("const") || property.containsKey("enum"));
    }

    /** Returns the type of an alternative with the member. */
    Type marked(Type type) {
        if (member.isEmpty()) {
            return type;
        }
        Type value = Type.anyOf(
                values.stream().map(each -> new Type(Identifiers.quoted(each))).toList());
        return Type.allOf(List.of(new Type("{ " + Identifiers.member(member) + ": " + value.text() + " }"), type));
    }
}
