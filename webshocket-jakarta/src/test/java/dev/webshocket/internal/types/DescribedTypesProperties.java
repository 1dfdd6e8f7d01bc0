package dev.webshocket.internal.types;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import dev.webshocket.ServiceDescription;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.description.PublishedSchemas;
import dev.webshocket.packet.Packet;
import dev.webshocket.spi.platform.WebshocketEngine;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import net.jqwik.api.Data;
import net.jqwik.api.ForAll;
import net.jqwik.api.FromData;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple1;

/**
 * Generated types and values: what a method takes and returns fits the schemas that describe it. The system properties {@code
 * types.seeds} and {@code types.first} set the number of seeds and the first one.
 */
@Tag("slow")
class DescribedTypesProperties {

    private static final long SEEDS = Long.getLong("types.seeds", 3);
    private static final long FIRST = Long.getLong("types.first", 1);

    private static final int TIMES = 4;

    private static final String DATA = "\"data\":";

    /** Numbers that the validator does not read. */
    private static final Pattern TOO_LONG = Pattern.compile("\\d{900}");

    private final Codec json = new Codec(Encoding.JSON, new Binding(), 500);

    @Data
    Iterable<Tuple1<Long>> seeds() {
        return LongStream.range(FIRST, FIRST + SEEDS).mapToObj(Tuple::of).toList();
    }

    @Property(shrinking = ShrinkingMode.OFF)
    @FromData("seeds")
    void valuesFitTheirSchemas(@ForAll long seed) {
        GeneratedService service = new GeneratedService(seed);
        ServiceDescription description =
                WebshocketEngine.describe(List.of(service.load()), new JsonbConfig(), WebshocketSettings.defaults());
        JsonObject document = description.openRpc("/ws");
        assertThat(PublishedSchemas.faultsOfOpenRpc(document)).isEmpty();

        Random random = new Random(seed);
        int refused = 0;
        int unfit = 0;
        for (JsonValue each : document.getJsonArray("methods")) {
            JsonObject method = each.asJsonObject();
            GeneratedType type = service.types()
                    .get(Integer.parseInt(method.getString("name").substring(1)));
            Schema argument =
                    schema(method.getJsonArray("params").getJsonObject(0).getJsonObject("schema"), document, true);
            Schema result = schema(method.getJsonObject("result").getJsonObject("schema"), document, false);
            for (int i = 0; i < TIMES; i++) {
                Object fitting = type.fitting(random);
                String where = GeneratedService.described("seed " + seed, type, fitting);

                assertThat(PublishedSchemas.faults(argument, written(fitting)))
                        .as(() -> "as an argument, " + where)
                        .isEmpty();
                assertThat(PublishedSchemas.faults(result, written(type.back(fitting))))
                        .as(() -> "as a result, " + where)
                        .isEmpty();
                Object other = type.unfit(fitting, random);
                String json = other == GeneratedType.NONE ? "" : written(other);
                if (!json.isEmpty() && !TOO_LONG.matcher(json).find()) {
                    unfit++;
                    refused += PublishedSchemas.faults(argument, json).isEmpty() ? 0 : 1;
                }
            }
        }
        // Some are right in their form, such as dates that do not exist.
        assertThat(refused).as("seed %s, of %s", seed, unfit).isGreaterThan(unfit / 2);
    }

    /**
     * A schema with the document's components, in which null fits each part: schemas say it only where it is meant. In an argument a
     * variant needs no name of itself where no other variant can stand.
     */
    private static Schema schema(JsonObject schema, JsonObject document, boolean argument) {
        JsonObject schemas = document.getJsonObject("components").getJsonObject("schemas");
        JsonObjectBuilder relaxed = Json.createObjectBuilder();
        schemas.forEach((name, each) -> relaxed.add(name, relaxed(argument ? unnamed(each.asJsonObject()) : each)));
        return PublishedSchemas.schema(Json.createObjectBuilder()
                .add("$schema", "http://json-schema.org/draft-07/schema#")
                .add("allOf", Json.createArrayBuilder().add(orNull(relaxed(schema))))
                .add("components", Json.createObjectBuilder().add("schemas", relaxed))
                .build());
    }

    private static JsonObject unnamed(JsonObject schema) {
        if (!schema.containsKey("required")) {
            return schema;
        }
        JsonObject properties = schema.getJsonObject("properties");
        JsonArrayBuilder others = Json.createArrayBuilder();
        schema.getJsonArray("required").getValuesAs(JsonString.class).stream()
                .filter(name -> !properties.getJsonObject(name.getString()).containsKey("const"))
                .forEach(others::add);
        return Json.createObjectBuilder(schema).add("required", others).build();
    }

    private static JsonValue relaxed(JsonValue schema) {
        if (schema instanceof JsonArray array) {
            JsonArrayBuilder copy = Json.createArrayBuilder();
            array.forEach(each -> copy.add(relaxed(each)));
            return copy.build();
        }
        if (!(schema instanceof JsonObject object)) {
            return schema;
        }
        JsonObjectBuilder copy = Json.createObjectBuilder();
        object.forEach((keyword, value) -> {
            if (keyword.equals("properties")) {
                JsonObjectBuilder properties = Json.createObjectBuilder();
                value.asJsonObject().forEach((name, each) -> properties.add(name, orNull(relaxed(each))));
                copy.add(keyword, properties);
            } else {
                boolean part = Set.of("items", "additionalProperties").contains(keyword);
                copy.add(keyword, part && value instanceof JsonObject ? orNull(relaxed(value)) : relaxed(value));
            }
        });
        return copy.build();
    }

    private static JsonValue orNull(JsonValue schema) {
        return Json.createObjectBuilder()
                .add(
                        "anyOf",
                        Json.createArrayBuilder()
                                .add(schema)
                                .add(Json.createObjectBuilder().add("type", "null")))
                .build();
    }

    /** Returns the JSON of a value. A parser of JSON-P would refuse the longest numbers. */
    private String written(Object plain) {
        String packet = new String(json.encode(Packet.custom(plain)), StandardCharsets.UTF_8);
        int at = packet.indexOf(DATA);
        return at < 0 ? "null" : packet.substring(at + DATA.length(), packet.length() - 1);
    }
}
