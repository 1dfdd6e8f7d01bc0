package dev.webshocket.internal.description;

import dev.webshocket.ServiceDescription;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.spi.platform.WebshocketEngine;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbConfig;
import java.util.Arrays;
import java.util.stream.Stream;

/** Descriptions of handlers in tests. */
final class Described {

    private Described() {}

    static ServiceDescription of(Class<?>... handlers) {
        return WebshocketEngine.describe(Arrays.asList(handlers), new JsonbConfig(), WebshocketSettings.defaults());
    }

    static JsonObject method(JsonObject document, String name) {
        return methods(document)
                .filter(method -> method.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonObject> methods(JsonObject document) {
        return document.getJsonArray("methods").stream().map(JsonValue::asJsonObject);
    }

    /** Returns the schema of a method's result. */
    static String result(JsonObject document, String method) {
        return method(document, method).getJsonObject("result").get("schema").toString();
    }

    /** Returns the schema of a method's argument. */
    static String argument(JsonObject document, String method, int index) {
        return method(document, method)
                .getJsonArray("params")
                .getJsonObject(index)
                .get("schema")
                .toString();
    }

    static JsonObject schemas(JsonObject document) {
        return document.getJsonObject("components").getJsonObject("schemas");
    }

    static String schema(JsonObject document, String name) {
        return schemas(document).get(name).toString();
    }
}
