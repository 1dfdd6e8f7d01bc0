package dev.webshocket.tools;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Random;

/** Makes up a document of OpenRPC from a seed: any schema may stand anywhere, and names are any texts. */
final class RandomDocument {

    private static final List<String> WORDS = List.of(
            "a",
            "b",
            "value",
            "class",
            "new",
            "constructor",
            "__proto__",
            "Promise",
            "Service",
            "string",
            "named",
            "args",
            "größe",
            "日本",
            "a b",
            "a-b",
            "1st",
            "",
            "\"",
            "\\",
            "*/",
            "\n",
            "\u2028",
            "\ud83d\ude00",
            "\ud83d",
            "$ref",
            "type",
            "Upload",
            "undefined",
            "never",
            "A_B",
            "A B",
            "Record",
            "toString",
            "@type",
            "${x}",
            "`",
            "<T>",
            "..",
            "\u0000");
    private static final List<String> TYPES =
            List.of("string", "integer", "number", "boolean", "null", "object", "array");

    private final Random random;
    private final int schemas;

    private RandomDocument(long seed) {
        random = new Random(seed);
        schemas = 1 + random.nextInt(8);
    }

    /** Returns a document; a half of a surrogate pair is written by its number, since no file can have it. */
    static String text(long seed) {
        return new RandomDocument(seed).make().toString().replaceAll("\\ud83d(?![\\udc00-\\udfff])", "\\\\ud83d");
    }

    private JsonObject make() {
        JsonArrayBuilder methods = Json.createArrayBuilder();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            methods.add(method(i));
        }
        JsonObjectBuilder components = Json.createObjectBuilder();
        for (int i = 0; i < schemas; i++) {
            components.add(schemaName(i), schema(3));
        }
        return Json.createObjectBuilder()
                .add("openrpc", "1.3.2")
                .add("info", Json.createObjectBuilder().add("title", text()).add("version", "1"))
                .add("methods", methods)
                .add("components", Json.createObjectBuilder().add("schemas", components))
                .build();
    }

    private JsonObjectBuilder method(int number) {
        JsonArrayBuilder parameters = Json.createArrayBuilder();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            parameters.add(content(i).add("required", random.nextBoolean()));
        }
        if (random.nextInt(4) == 0) {
            parameters.add(content(count).add("x-variadic", true));
        }
        JsonArrayBuilder uploads = Json.createArrayBuilder();
        for (int i = random.nextInt(8) - 5; i > 0; i--) {
            uploads.add(content(i + 10));
        }
        return Json.createObjectBuilder()
                .add("name", word() + number)
                .add("summary", text())
                .add("deprecated", random.nextBoolean())
                .add("paramStructure", one(List.of("either", "either", "by-name", "by-position")))
                .add("params", parameters)
                .add("x-uploads", uploads)
                .add("x-stream", random.nextBoolean())
                .add("result", content(0))
                .add(
                        "errors",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("code", random.nextInt(9) - 4)
                                        .add("message", text())));
    }

    private JsonObjectBuilder content(int number) {
        return Json.createObjectBuilder()
                .add("name", word() + number)
                .add("summary", random.nextBoolean() ? text() : "")
                .add("schema", schema(2));
    }

    private JsonValue schema(int depth) {
        if (random.nextInt(16) == 0) {
            return random.nextBoolean() ? JsonValue.TRUE : JsonValue.FALSE;
        }
        JsonObjectBuilder schema = Json.createObjectBuilder();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            keywords(schema, depth);
        }
        if (random.nextInt(4) == 0) {
            schema.add("description", text());
        }
        return schema.build();
    }

    private void keywords(JsonObjectBuilder schema, int depth) {
        switch (random.nextInt(depth > 0 ? 14 : 5)) {
            case 0 -> schema.add("type", one(TYPES));
            case 1 ->
                schema.add("type", Json.createArrayBuilder().add(one(TYPES)).add(one(TYPES)));
            case 2 -> schema.add("$ref", reference());
            case 3 ->
                schema.add("enum", Json.createArrayBuilder().add(literal(2)).add(literal(2)));
            case 4 -> schema.add("const", literal(2)).add("nullable", random.nextBoolean());
            case 5, 6, 7 -> object(schema, depth);
            case 8 -> schema.add("type", "array").add("items", schema(depth - 1));
            case 9 ->
                schema.add(
                                "items",
                                Json.createArrayBuilder().add(schema(depth - 1)).add(schema(depth - 1)))
                        .add("additionalItems", schema(depth - 1));
            case 10 -> schema.add("type", "object").add("additionalProperties", schema(depth - 1));
            case 11 ->
                schema.add("type", "object")
                        .add("additionalProperties", schema(depth - 1))
                        .add(
                                "propertyNames",
                                Json.createObjectBuilder()
                                        .add(
                                                "enum",
                                                Json.createArrayBuilder()
                                                        .add(word())
                                                        .add(
                                                                random.nextInt(9) == 0
                                                                        ? literal(0)
                                                                        : Json.createValue(word()))));
            case 12 -> union(schema, depth);
            default ->
                schema.add(
                        "allOf",
                        Json.createArrayBuilder().add(schema(depth - 1)).add(schema(depth - 1)));
        }
    }

    private void object(JsonObjectBuilder schema, int depth) {
        JsonObjectBuilder properties = Json.createObjectBuilder();
        JsonArrayBuilder required = Json.createArrayBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = word();
            properties.add(name, schema(depth - 1));
            required.add(random.nextBoolean() ? name : word());
        }
        schema.add("type", "object").add("properties", properties).add("required", required);
        if (random.nextInt(3) == 0) {
            schema.add("additionalProperties", schema(depth - 1));
        }
    }

    private void union(JsonObjectBuilder schema, int depth) {
        JsonObject reference =
                Json.createObjectBuilder().add("$ref", reference()).build();
        schema.add(
                one(List.of("oneOf", "anyOf")),
                Json.createArrayBuilder().add(reference).add(schema(depth - 1)).add(schema(depth - 1)));
        if (random.nextBoolean()) {
            schema.add(
                    "discriminator",
                    Json.createObjectBuilder()
                            .add("propertyName", word())
                            .add("mapping", Json.createObjectBuilder().add(word(), reference.get("$ref"))));
        }
    }

    private JsonValue literal(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> Json.createValue(random.nextInt());
            case 1 -> Json.createValue(random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300));
            case 2 -> random.nextBoolean() ? JsonValue.TRUE : JsonValue.NULL;
            case 5 -> Json.createArrayBuilder().add(literal(depth - 1)).build();
            case 6 -> Json.createObjectBuilder().add(word(), literal(depth - 1)).build();
            default -> Json.createValue(word());
        };
    }

    private String reference() {
        String name = schemaName(random.nextInt(schemas));
        return "#/components/schemas/"
                + name.replace("~", "~0").replace("/", "~1").replace("%", "%25");
    }

    /** Names are the same whenever they are asked for, and different for each number. */
    private String schemaName(int number) {
        return WORDS.get((number * 7 + schemas * 3) % WORDS.size()) + (number % 2 == 0 ? "" : String.valueOf(number));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(word()).append(random.nextBoolean() ? " " : "");
        }
        return text.toString();
    }

    private String word() {
        return one(WORDS);
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
