package dev.webshocket.internal.description;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Validates documents against the schemas that OpenRPC and AsyncAPI publish, and values against schemas. Loads nothing from the net. */
public final class PublishedSchemas {

    private static final String OPEN_RPC = "https://meta.open-rpc.org/";
    private static final String SCHEMAS = "https://meta.json-schema.tools/";
    private static final String ASYNC_API = "http://asyncapi.com/definitions/3.0.0/asyncapi.json";
    private static final String DRAFT_7 = "http://json-schema.org/draft-07/schema#";

    /** The URL of a server is relative, though the schema calls it a URI; and a format is no assertion in draft 7. */
    private static final SchemaRegistryConfig WITHOUT_FORMATS =
            SchemaRegistryConfig.builder().formatAssertionsEnabled(false).build();

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_7,
            builder -> builder.schemaRegistryConfig(WITHOUT_FORMATS)
                    .schemas(Map.of(
                            OPEN_RPC,
                            read("openrpc-1.3.json"),
                            SCHEMAS,
                            read("json-schema-tools.json"),
                            SCHEMAS.substring(0, SCHEMAS.length() - 1),
                            read("json-schema-tools.json"),
                            ASYNC_API,
                            read("asyncapi-3.0.0.json"))));

    private PublishedSchemas() {}

    private static String read(String file) {
        try (InputStream in = PublishedSchemas.class.getResourceAsStream("/dev/webshocket/schemas/" + file)) {
            // They name a dialect of their own, which is that of draft 7.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\"$schema\": \"" + SCHEMAS + '"', "\"$schema\": \"" + DRAFT_7 + '"');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what is wrong with a document of OpenRPC. */
    public static List<String> faultsOfOpenRpc(JsonValue document) {
        return faults(REGISTRY.getSchema(SchemaLocation.of(OPEN_RPC)), document);
    }

    /** Returns what is wrong with a document of AsyncAPI. */
    public static List<String> faultsOfAsyncApi(JsonValue document) {
        return faults(REGISTRY.getSchema(SchemaLocation.of(ASYNC_API)), document);
    }

    /** Reads a schema of draft 7. */
    public static Schema schema(JsonValue schema) {
        return REGISTRY.getSchema(schema.toString());
    }

    private static List<String> faults(Schema schema, JsonValue document) {
        return faults(schema, document.toString());
    }

    /** Returns why a value, as JSON, does not fit a schema. */
    public static List<String> faults(Schema schema, String json) {
        return schema.validate(json, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }
}
