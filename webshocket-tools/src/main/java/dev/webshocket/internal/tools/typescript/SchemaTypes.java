package dev.webshocket.internal.tools.typescript;

import dev.webshocket.internal.tools.openrpc.InvalidDocumentException;
import dev.webshocket.internal.tools.openrpc.Pointer;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes types of JSON Schemas. What a type of TypeScript cannot say, such as a pattern, is left out. */
final class SchemaTypes {

    private static final String COMPONENTS = "#/components/schemas/";

    /** Integers that every double holds. */
    private static final Set<String> SMALL = Set.of("int8", "uint8", "int16", "uint16", "int32", "uint32");

    private final Map<String, JsonValue> schemas;
    private final Map<String, String> names;
    private final boolean bigint;
    private final ObjectTypes objects = new ObjectTypes(this);

    /**
     * Makes a reader of schemas.
     *
     * @param schemas those to which others refer, by their names
     * @param names the names of the types of these
     * @param bigint whether long integers may be of the type {@code bigint}
     */
    SchemaTypes(Map<String, JsonValue> schemas, Map<String, String> names, boolean bigint) {
        this.schemas = schemas;
        this.names = names;
        this.bigint = bigint;
    }

    /** Returns the type of the values that fit a schema. */
    Type of(JsonValue schema) throws InvalidDocumentException {
        return of(schema, Set.of());
    }

    /**
     * Returns the type of the values that fit a schema.
     *
     * @param cycle the schemas that this one may not name directly, since their types would be made of themselves
     */
    Type of(JsonValue schema, Set<String> cycle) throws InvalidDocumentException {
        if (schema.getValueType() == JsonValue.ValueType.TRUE) {
            return Type.UNKNOWN;
        }
        if (schema.getValueType() == JsonValue.ValueType.FALSE) {
            return Type.NEVER;
        }
        if (!(schema instanceof JsonObject object)) {
            throw new InvalidDocumentException("a schema is neither an object nor a boolean: " + excerpt(schema));
        }
        List<Type> parts = new ArrayList<>();
        if (object.get("$ref") instanceof JsonString reference && !cycle.contains(target(reference.getString()))) {
            parts.add(new Type(names.get(target(reference.getString()))));
        }
        if (object.containsKey("const")) {
            parts.add(Literals.of(object.get("const")));
        } else if (object.get("enum") instanceof JsonArray values) {
            parts.add(Type.anyOf(values.stream().map(Literals::of).toList()));
        } else {
            parts.add(structure(object));
        }
        for (String keyword : List.of("oneOf", "anyOf")) {
            if (object.get(keyword) instanceof JsonArray schemas) {
                parts.add(alternatives(schemas, object, cycle));
            }
        }
        if (object.get("allOf") instanceof JsonArray schemas) {
            for (JsonValue each : schemas) {
                parts.add(of(each, cycle));
            }
        }
        Type type = Type.allOf(parts);
        return JsonValue.TRUE.equals(object.get("nullable")) ? type.orNull() : type;
    }

    /** Returns the schema in the components that a reference leads to. */
    String target(String reference) throws InvalidDocumentException {
        if (reference.startsWith(COMPONENTS)) {
            List<String> steps = Pointer.steps(reference);
            if (steps.size() == 3 && names.containsKey(steps.get(2))) {
                return steps.get(2);
            }
        }
        throw new InvalidDocumentException(
                "a schema refers to \"" + reference + "\", which is not among the components/schemas");
    }

    private Type alternatives(JsonArray schemas, JsonObject union, Set<String> cycle) throws InvalidDocumentException {
        List<Type> types = new ArrayList<>();
        for (JsonValue each : schemas) {
            types.add(discriminator(union, each).marked(of(each, cycle)));
        }
        return types.isEmpty() ? Type.UNKNOWN : Type.anyOf(types);
    }

    private Discriminator discriminator(JsonObject union, JsonValue alternative) throws InvalidDocumentException {
        return alternative instanceof JsonObject object && object.get("$ref") instanceof JsonString reference
                ? Discriminator.of(union, object, schemas.get(target(reference.getString())))
                : Discriminator.NONE;
    }

    private Type structure(JsonObject schema) throws InvalidDocumentException {
        List<String> kinds = new ArrayList<>();
        if (schema.get("type") instanceof JsonArray all) {
            all.stream()
                    .filter(each -> each instanceof JsonString)
                    .forEach(each -> kinds.add(((JsonString) each).getString()));
        } else if (schema.get("type") instanceof JsonString one) {
            kinds.add(one.getString());
        } else if (ObjectTypes.describes(schema)) {
            kinds.add("object");
        } else if (schema.containsKey("items") || schema.containsKey("prefixItems")) {
            kinds.add("array");
        }
        List<Type> types = new ArrayList<>();
        for (String kind : kinds) {
            types.add(structure(kind, schema));
        }
        return types.isEmpty() ? Type.UNKNOWN : Type.anyOf(types);
    }

    private Type structure(String kind, JsonObject schema) throws InvalidDocumentException {
        return switch (kind) {
            case "string" -> new Type("string");
            case "boolean" -> new Type("boolean");
            case "null" -> Type.NULL;
            case "number" -> new Type("number");
            case "integer" -> integer(schema);
            case "array" -> list(schema);
            case "object" -> objects.of(schema);
            default -> throw new InvalidDocumentException("a schema has the unknown type \"" + kind + '"');
        };
    }

    private Type integer(JsonObject schema) {
        boolean fits = schema.get("format") instanceof JsonString format && SMALL.contains(format.getString());
        boolean small = fits || (isExact(schema.get("minimum")) && isExact(schema.get("maximum")));
        Type number = new Type("number");
        return bigint && !small ? Type.anyOf(List.of(number, new Type("bigint"))) : number;
    }

    private static boolean isExact(JsonValue bound) {
        return bound instanceof JsonNumber number && Math.abs(number.doubleValue()) < 1L << 53;
    }

    private Type list(JsonObject schema) throws InvalidDocumentException {
        String first = schema.containsKey("prefixItems") ? "prefixItems" : "items";
        String rest = first.equals("items") ? "additionalItems" : "items";
        if (!(schema.get(first) instanceof JsonArray items)) {
            return schema.containsKey("items") ? of(schema.get("items")).list() : Type.UNKNOWN.list();
        }
        List<String> types = new ArrayList<>();
        for (JsonValue item : items) {
            types.add(of(item).text());
        }
        Type more = of(schema.getOrDefault(rest, JsonValue.TRUE));
        if (!more.equals(Type.NEVER)) {
            types.add("..." + more.list().text());
        }
        return new Type(types.isEmpty() ? "[]" : '[' + String.join(", ", types) + ']');
    }

    private static String excerpt(JsonValue value) {
        String text = value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
