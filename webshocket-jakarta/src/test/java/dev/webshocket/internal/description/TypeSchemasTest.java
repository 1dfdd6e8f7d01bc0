package dev.webshocket.internal.description;

import static dev.webshocket.internal.description.Described.argument;
import static dev.webshocket.internal.description.Described.result;
import static dev.webshocket.internal.description.Described.schema;
import static dev.webshocket.internal.description.Described.schemas;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.AllowUnknownMembers;
import dev.webshocket.DefaultValue;
import dev.webshocket.Description;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.spi.platform.WebshocketEngine;
import jakarta.json.JsonObject;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The schemas of types. */
class TypeSchemasTest {

    public enum Hue {
        RED,
        BLUE
    }

    public record Node(String name, Node next, List<Node> more) {}

    public record Page<T>(List<T> items, int total) {}

    @JsonbTypeInfo(
            key = "kind",
            value = {
                @JsonbSubtype(alias = "circle", type = Circle.class),
                @JsonbSubtype(alias = "square", type = Square.class)
            })
    public interface Shape {}

    public record Circle(double radius) implements Shape {}

    public record Square(double side) implements Shape {}

    @AllowUnknownMembers
    public record Open(int a) {}

    public static class Account {
        private String owner;

        @JsonbNillable
        private String note;

        public String getOwner() {
            return owner;
        }

        public void setOwner(String owner) {
            this.owner = owner;
        }

        public String getNote() {
            return note;
        }

        public void setNote(String note) {
            this.note = note;
        }

        public int getBalance() {
            return 0;
        }
    }

    public record Pair(
            @JsonbProperty("first name") @Description("The name.")
            String first,

            Optional<Integer> second,
            @JsonbDateFormat("dd.MM.yyyy") LocalDate day,
            @JsonbNumberFormat("0.00") BigDecimal price,
            @JsonbDateFormat(JsonbDateFormat.TIME_IN_MILLIS) Instant at) {}

    public static final class Sku {}

    public static class SkuAdapter implements JsonbAdapter<Sku, List<Integer>> {
        @Override
        public List<Integer> adaptToJson(Sku sku) {
            return List.of();
        }

        @Override
        public Sku adaptFromJson(List<Integer> wire) {
            return new Sku();
        }
    }

    public record Priced(@JsonbTypeAdapter(SkuAdapter.class) Sku sku) {}

    @JsonbTypeSerializer(MoneySerializer.class)
    public static class Money {}

    public static class MoneySerializer implements JsonbSerializer<Money> {
        @Override
        public void serialize(Money money, JsonGenerator generator, SerializationContext context) {
            generator.write("1 EUR");
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface Nullable {}

    @WebSocketHandler("/ws")
    static class Handler {
        @RpcMethod
        Object anything(
                byte b, long c, BigInteger d, char e, byte[] f, Object g, BigDecimal h, UUID i, Instant j, boolean k) {
            return null;
        }

        @RpcMethod
        Hue hue(Map<Hue, List<Hue>> byHue, int[][] grid) {
            return Hue.RED;
        }

        @RpcMethod
        Node node(Node node) {
            return node;
        }

        @RpcMethod
        Page<Node> page(Page<Page<String>> page) {
            return null;
        }

        @RpcMethod
        Shape shape(Shape shape) {
            return shape;
        }

        @RpcMethod
        Account account(Account account, Open open) {
            return account;
        }

        @RpcMethod
        Optional<Pair> pair(Pair pair, @Nullable String text, Priced priced) {
            return Optional.of(pair);
        }

        @RpcMethod
        void defaults(
                @DefaultValue("[1,2]") List<Integer> a,
                @DefaultValue("RED") Hue b,
                @DefaultValue("1e-400") double c,
                @DefaultValue("0.5") double d) {}

        @RpcMethod
        Money money() {
            return new Money();
        }

        @RpcMethod
        List<Optional<String>> maybes(List<@Nullable String> texts) {
            return List.of();
        }
    }

    private static final JsonObject DOCUMENT = Described.of(Handler.class).openRpc("/ws");

    @Test
    void theDocumentIsValid() {
        assertThat(PublishedSchemas.faultsOfOpenRpc(DOCUMENT)).isEmpty();
    }

    @Test
    void singleValuesHaveTypesAndFormats() {
        assertThat(DOCUMENT.getJsonArray("methods").getJsonObject(1).getJsonArray("params").stream()
                        .map(param -> param.asJsonObject().get("schema").toString()))
                .containsExactly(
                        "{\"type\":\"integer\",\"minimum\":-128,\"maximum\":127}",
                        "{\"type\":\"integer\",\"format\":\"int64\"}",
                        "{\"type\":\"integer\"}",
                        "{\"type\":\"string\",\"minLength\":1,\"maxLength\":1}",
                        "{\"type\":\"string\",\"contentEncoding\":\"base64\"}",
                        "{}",
                        "{\"type\":\"number\"}",
                        "{\"type\":\"string\",\"format\":\"uuid\"}",
                        "{\"type\":\"string\",\"format\":\"date-time\"}",
                        "{\"type\":\"boolean\"}");
        assertThat(result(DOCUMENT, "anything")).isEqualTo("{}");
    }

    @Test
    void enumsMapsAndArraysAreDescribed() {
        String hue = "{\"$ref\":\"#/components/schemas/Hue\"}";
        assertThat(schema(DOCUMENT, "Hue")).isEqualTo("{\"type\":\"string\",\"enum\":[\"RED\",\"BLUE\"]}");
        assertThat(result(DOCUMENT, "hue")).isEqualTo(hue);
        assertThat(argument(DOCUMENT, "hue", 0))
                .isEqualTo("{\"type\":\"object\",\"additionalProperties\":{\"type\":\"array\",\"items\":" + hue
                        + "},\"propertyNames\":{\"enum\":[\"RED\",\"BLUE\"]}}");
        assertThat(argument(DOCUMENT, "hue", 1))
                .isEqualTo("{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":"
                        + "{\"type\":\"integer\",\"format\":\"int32\"}}}");
    }

    @Test
    void aTypeThatContainsItselfRefersToItself() {
        assertThat(schema(DOCUMENT, "Node"))
                .isEqualTo("{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},"
                        + "\"next\":{\"$ref\":\"#/components/schemas/Node\"},"
                        + "\"more\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/Node\"}}},"
                        + "\"additionalProperties\":false}");
    }

    @Test
    void aGenericTypeIsNamedWithItsArguments() {
        assertThat(result(DOCUMENT, "page")).isEqualTo("{\"$ref\":\"#/components/schemas/PageOfNode\"}");
        assertThat(argument(DOCUMENT, "page", 0)).isEqualTo("{\"$ref\":\"#/components/schemas/PageOfPageOfString\"}");
        assertThat(schema(DOCUMENT, "PageOfPageOfString")).contains("#/components/schemas/PageOfString");
    }

    @Test
    void variantsHaveADiscriminator() {
        assertThat(schema(DOCUMENT, "Shape"))
                .isEqualTo("{\"oneOf\":[{\"$ref\":\"#/components/schemas/Circle\"},"
                        + "{\"$ref\":\"#/components/schemas/Square\"}],\"discriminator\":{\"propertyName\":\"kind\","
                        + "\"mapping\":{\"circle\":\"#/components/schemas/Circle\","
                        + "\"square\":\"#/components/schemas/Square\"}}}");
        assertThat(schema(DOCUMENT, "Circle"))
                .isEqualTo("{\"type\":\"object\",\"properties\":{\"kind\":{\"const\":\"circle\"},"
                        + "\"radius\":{\"type\":\"number\",\"format\":\"double\"}},"
                        + "\"required\":[\"kind\",\"radius\"],\"additionalProperties\":false}");
        // The same in both directions.
        assertThat(schemas(DOCUMENT)).doesNotContainKeys("ShapeInput", "CircleInput");
    }

    @Test
    void aClassThatIsReadInAnotherFormThanItIsWrittenHasTwoSchemas() {
        assertThat(schema(DOCUMENT, "Account"))
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{\"balance\":{\"type\":\"integer\",\"format\":\"int32\"},"
                                + "\"note\":{\"type\":[\"string\",\"null\"]},\"owner\":{\"type\":\"string\"}},"
                                + "\"required\":[\"balance\",\"note\"]}");
        assertThat(schema(DOCUMENT, "AccountInput"))
                .isEqualTo("{\"type\":\"object\",\"properties\":{\"note\":{\"type\":\"string\"},"
                        + "\"owner\":{\"type\":\"string\"},\"balance\":{\"readOnly\":true}},"
                        + "\"additionalProperties\":false}");
        assertThat(schema(DOCUMENT, "Open")).doesNotContain("additionalProperties");
    }

    @Test
    void annotationsOfPropertiesAreFollowed() {
        assertThat(schema(DOCUMENT, "Pair"))
                .isEqualTo("{\"type\":\"object\",\"properties\":{"
                        + "\"first name\":{\"type\":\"string\",\"description\":\"The name.\"},"
                        + "\"second\":{\"type\":\"integer\",\"format\":\"int32\"},"
                        + "\"day\":{\"type\":\"string\",\"description\":\"In the format dd.MM.yyyy\"},"
                        + "\"price\":{\"type\":\"string\",\"description\":\"In the format 0.00\"},"
                        + "\"at\":{\"type\":\"integer\",\"format\":\"int64\",\"description\":\"Milliseconds since 1970\"}},"
                        + "\"additionalProperties\":false}");
        assertThat(schema(DOCUMENT, "Priced"))
                .contains("\"sku\":{\"type\":\"array\",\"items\":{\"type\":\"integer\",\"format\":\"int32\"}}");
        assertThat(result(DOCUMENT, "money")).isEqualTo("{\"description\":\"As written by MoneySerializer\"}");
    }

    @Test
    void nullIsDescribedWhereItIsMeant() {
        assertThat(result(DOCUMENT, "pair"))
                .isEqualTo("{\"anyOf\":[{\"$ref\":\"#/components/schemas/Pair\"},{\"type\":\"null\"}]}");
        assertThat(argument(DOCUMENT, "pair", 1)).isEqualTo("{\"type\":[\"string\",\"null\"]}");
        String nullable = "{\"type\":\"array\",\"items\":{\"type\":[\"string\",\"null\"]}}";
        assertThat(result(DOCUMENT, "maybes")).isEqualTo(nullable);
        assertThat(argument(DOCUMENT, "maybes", 0)).isEqualTo(nullable);
    }

    @Test
    void defaultsAreDescribedUnlessTheyAreNoNumbersOfJson() {
        assertThat(argument(DOCUMENT, "defaults", 0))
                .isEqualTo(
                        "{\"type\":\"array\",\"items\":{\"type\":\"integer\",\"format\":\"int32\"},\"default\":[1,2]}");
        assertThat(argument(DOCUMENT, "defaults", 1))
                .isEqualTo("{\"allOf\":[{\"$ref\":\"#/components/schemas/Hue\"}],\"default\":\"RED\"}");
        assertThat(argument(DOCUMENT, "defaults", 2)).isEqualTo("{\"type\":\"number\",\"format\":\"double\"}");
        assertThat(argument(DOCUMENT, "defaults", 3))
                .isEqualTo("{\"type\":\"number\",\"format\":\"double\",\"default\":0.5}");
    }

    @Test
    void theBindingOfTheApplicationIsDescribed() {
        JsonObject document = WebshocketEngine.describe(
                        List.of(Handler.class),
                        new JsonbConfig()
                                .withPropertyNamingStrategy("UPPER_CAMEL_CASE")
                                .withBinaryDataStrategy("BASE_64_URL"),
                        WebshocketSettings.builder()
                                .unknownMembers(dev.webshocket.UnknownMembers.ALLOW)
                                .build())
                .openRpc("/ws");

        assertThat(schemas(document).getJsonObject("Node").getJsonObject("properties"))
                .containsOnlyKeys("Name", "Next", "More");
        // What callers send may have more members; what they get has not.
        assertThat(schema(document, "NodeInput")).doesNotContain("additionalProperties");
        assertThat(schema(document, "Node")).contains("\"additionalProperties\":false");
        assertThat(argument(document, "anything", 4)).contains("base64url");
    }

    public static class One {
        public record Same(int a) {}
    }

    public static class Two {
        public record Same(int b) {}
    }

    @WebSocketHandler("/same")
    static class Namesakes {
        @RpcMethod
        One.Same one(Two.Same two) {
            return null;
        }
    }

    @Test
    void namesakesHaveTheirPackagesInTheirNames() {
        String prefix = "dev_webshocket_internal_description_TypeSchemasTest_";

        assertThat(schemas(Described.of(Namesakes.class).openRpc("/same")))
                .containsOnlyKeys(prefix + "One_Same", prefix + "Two_Same");
    }

    @Test
    void aDocumentIsTheSameAgain() {
        assertThat(Described.of(Handler.class).openRpc("/ws")).hasToString(DOCUMENT.toString());
    }
}
