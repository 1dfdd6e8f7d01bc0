package dev.webshocket.internal.description;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Combines JSON Schemas of draft 7, each a map of plain values. */
final class Schema {

    private static final String TYPE = "type";

    private Schema() {}

    /** Makes a schema of one type. */
    static Map<String, Object> ofType(String type) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put(TYPE, type);
        return schema;
    }

    /** Adds a keyword that the schema does not have yet. */
    static Map<String, Object> with(Map<String, Object> schema, String keyword, Object value) {
        Map<String, Object> extended = new LinkedHashMap<>(schema);
        extended.put(keyword, value);
        return extended;
    }

    /** Adds keywords: to a reference by {@code allOf}, since draft 7 ignores what stands beside one. */
    static Map<String, Object> with(Map<String, Object> schema, Map<String, Object> more) {
        if (more.isEmpty()) {
            return schema;
        }
        boolean clash = more.keySet().stream().anyMatch(schema::containsKey);
        Map<String, Object> extended = new LinkedHashMap<>();
        if (schema.containsKey("$ref") || clash) {
            extended.put("allOf", List.of(schema));
        } else {
            extended.putAll(schema);
        }
        extended.putAll(more);
        return extended;
    }

    /** Makes a schema that null fits, too. */
    static Map<String, Object> orNull(Map<String, Object> schema) {
        if (schema.isEmpty()) {
            return schema;
        }
        if (schema.get(TYPE) instanceof String type && !schema.containsKey("enum") && !schema.containsKey("const")) {
            return type.equals("null") ? schema : replaced(schema, List.of(type, "null"));
        }
        if (schema.get(TYPE) instanceof List<?> types && !schema.containsKey("enum")) {
            List<Object> all = new ArrayList<>(types);
            if (!all.contains("null")) {
                all.add("null");
            }
            return replaced(schema, all);
        }
        Map<String, Object> either = new LinkedHashMap<>();
        either.put("anyOf", List.of(schema, ofType("null")));
        return either;
    }

    private static Map<String, Object> replaced(Map<String, Object> schema, List<?> types) {
        Map<String, Object> copy = new LinkedHashMap<>(schema);
        copy.put(TYPE, types);
        return copy;
    }
}
