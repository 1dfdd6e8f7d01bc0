package dev.webshocket.internal.tools.typescript;

import dev.webshocket.internal.tools.openrpc.InvalidDocumentException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Declares the types of the schemas to which others refer: interfaces where they are objects, else aliases. */
final class Declarations {

    /** Keywords that make more of a schema than an object with members. */
    private static final List<String> NO_INTERFACE =
            List.of("$ref", "enum", "const", "oneOf", "anyOf", "allOf", "nullable");

    private final SortedMap<String, JsonValue> schemas;
    private final Map<String, String> names;
    private final SchemaTypes types;

    Declarations(SortedMap<String, JsonValue> schemas, Map<String, String> names, SchemaTypes types) {
        this.schemas = schemas;
        this.names = names;
        this.types = types;
    }

    /** Writes the declaration of a schema. */
    String of(String schema) throws InvalidDocumentException {
        JsonValue value = schemas.get(schema);
        JsonObject object = value instanceof JsonObject found ? found : JsonValue.EMPTY_JSON_OBJECT;
        Comment comment = new Comment().text(Comment.textOf(object));
        if (JsonValue.TRUE.equals(object.get("deprecated"))) {
            comment.tag("deprecated", "");
        }
        String head = comment.indented("") + "export ";
        return head + (isInterface(value) ? anInterface(schema, object) : alias(schema, value)) + '\n';
    }

    private String anInterface(String schema, JsonObject value) throws InvalidDocumentException {
        StringBuilder text = new StringBuilder("interface " + names.get(schema) + " {\n");
        for (ObjectTypes.Member member : new ObjectTypes(types).members(value)) {
            Comment comment = new Comment().text(member.text());
            if (member.deprecated()) {
                comment.tag("deprecated", "");
            }
            text.append(comment.indented("  "))
                    .append("  ")
                    .append(member.declaration())
                    .append(";\n");
        }
        return text.append('}').toString();
    }

    private String alias(String schema, JsonValue value) throws InvalidDocumentException {
        return "type " + names.get(schema) + " = "
                + types.of(value, cycleOf(schema)).text() + ';';
    }

    private static boolean isInterface(JsonValue value) {
        return value instanceof JsonObject schema
                && NO_INTERFACE.stream().noneMatch(schema::containsKey)
                && !ObjectTypes.namedKeys(schema)
                && (schema.get("type") instanceof JsonString type
                        ? type.getString().equals("object")
                        : !schema.containsKey("type") && ObjectTypes.describes(schema));
    }

    /** Returns the schemas whose types are made of this one's: an alias made of itself is none. */
    private Set<String> cycleOf(String schema) throws InvalidDocumentException {
        Set<String> cycle = new HashSet<>();
        for (String each : schemas.keySet()) {
            Set<String> seen = new HashSet<>();
            reach(each, seen);
            if (each.equals(schema) || seen.contains(schema)) {
                cycle.add(each);
            }
        }
        return cycle;
    }

    private void reach(String schema, Set<String> seen) throws InvalidDocumentException {
        for (String next : direct(schemas.get(schema), new HashSet<>())) {
            if (seen.add(next)) {
                reach(next, seen);
            }
        }
    }

    /** Returns the schemas whose types an alias names outside of members and items. */
    private Set<String> direct(JsonValue value, Set<String> found) throws InvalidDocumentException {
        if (!(value instanceof JsonObject schema) || isInterface(schema)) {
            return found;
        }
        if (schema.get("$ref") instanceof JsonString reference) {
            found.add(types.target(reference.getString()));
        }
        for (String keyword : List.of("oneOf", "anyOf", "allOf")) {
            if (schema.get(keyword) instanceof JsonArray parts) {
                for (JsonValue part : parts) {
                    direct(part, found);
                }
            }
        }
        return found;
    }

    /** Names the types of schemas by the schemas' names, as far as these are free. */
    static Map<String, String> names(Set<String> schemas, Set<String> taken) {
        Map<String, String> names = new TreeMap<>();
        for (String schema : schemas) {
            String name = Identifiers.free(schema, taken::contains);
            taken.add(name);
            names.put(schema, name);
        }
        return names;
    }
}
