package dev.webshocket.internal.tools.typescript;

import dev.webshocket.internal.tools.openrpc.InvalidDocumentException;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes types of the schemas of objects: those with members, and maps. */
final class ObjectTypes {

    private static final String PROPERTIES = "properties";
    private static final String OTHERS = "additionalProperties";

    private static final JsonValue IGNORED =
            Json.createObjectBuilder().add("readOnly", true).build();

    private final SchemaTypes types;

    ObjectTypes(SchemaTypes types) {
        this.types = types;
    }

    /**
     * A member of an object.
     *
     * @param declaration its name and type
     * @param text what it is for; empty if that is not said
     * @param deprecated whether it is deprecated
     */
    record Member(String declaration, String text, boolean deprecated) {}

    /** Says whether a schema without a type is one of objects. */
    static boolean describes(JsonObject schema) {
        return schema.containsKey(PROPERTIES)
                || schema.containsKey(OTHERS)
                || schema.containsKey("required")
                || schema.containsKey("patternProperties");
    }

    /** Returns the type of a schema, in one line. */
    Type of(JsonObject schema) throws InvalidDocumentException {
        List<String> members = members(schema).stream().map(Member::declaration).toList();
        return new Type(members.isEmpty() ? "{}" : "{ " + String.join("; ", members) + " }");
    }

    /** Returns the members of a schema. */
    List<Member> members(JsonObject schema) throws InvalidDocumentException {
        JsonObject properties =
                schema.get(PROPERTIES) instanceof JsonObject found ? found : JsonValue.EMPTY_JSON_OBJECT;
        Set<String> required = new LinkedHashSet<>();
        if (schema.get("required") instanceof JsonArray names) {
            names.stream()
                    .filter(name -> name instanceof JsonString)
                    .forEach(name -> required.add(((JsonString) name).getString()));
        }
        List<Member> members = new ArrayList<>();
        for (String name : properties.keySet()) {
            // What may be sent but is ignored has no type, and is no member for callers.
            if (!IGNORED.equals(properties.get(name))) {
                members.add(member(name, properties.get(name), required.contains(name)));
            }
        }
        required.removeAll(properties.keySet());
        for (String name : required) {
            members.add(new Member(Identifiers.member(name) + ": unknown", "", false));
        }
        String others = others(schema, members.isEmpty());
        if (!others.isEmpty()) {
            members.add(new Member(others, "", false));
        }
        return members;
    }

    private Member member(String name, JsonValue schema, boolean required) throws InvalidDocumentException {
        JsonObject object = schema instanceof JsonObject found ? found : JsonValue.EMPTY_JSON_OBJECT;
        String declaration = (JsonValue.TRUE.equals(object.get("readOnly")) ? "readonly " : "")
                + Identifiers.member(name)
                + (required ? ": " : "?: ")
                + types.of(schema).text();
        return new Member(declaration, Comment.textOf(object), JsonValue.TRUE.equals(object.get("deprecated")));
    }

    /** Returns the declaration of further members; empty if there are none, or nothing is said about them. */
    private String others(JsonObject schema, boolean alone) throws InvalidDocumentException {
        JsonValue others = schema.get(OTHERS);
        boolean patterns = schema.containsKey("patternProperties");
        if (JsonValue.FALSE.equals(others) && !patterns) {
            return "";
        }
        if (others == null && !patterns) {
            return alone && !schema.containsKey(PROPERTIES) ? "[key: string]: unknown" : "";
        }
        // The type of an index has to fit the members with names, too.
        if (!alone || patterns) {
            return "[key: string]: unknown";
        }
        String type = types.of(others).text();
        return namedKeys(schema)
                ? "[key in " + types.of(schema.get("propertyNames")).text() + "]?: " + type
                : "[key: string]: " + type;
    }

    /** Says whether a map has the keys of an enum, and is no interface therefore. */
    static boolean namedKeys(JsonObject schema) {
        return schema.get("propertyNames") instanceof JsonObject names
                && names.get("enum") instanceof JsonArray keys
                && !keys.isEmpty()
                && keys.stream().allMatch(key -> key instanceof JsonString);
    }
}
