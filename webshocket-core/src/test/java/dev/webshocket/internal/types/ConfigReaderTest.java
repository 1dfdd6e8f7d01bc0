package dev.webshocket.internal.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.webshocket.DefinitionException;
import dev.webshocket.DefinitionProblem;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.serializer.JsonbSerializer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigReaderTest {

    record Same<T>() implements JsonbAdapter<T, T> {
        @Override
        public T adaptToJson(T value) {
            return value;
        }

        @Override
        public T adaptFromJson(T value) {
            return value;
        }
    }

    record Texts() implements JsonbAdapter<String, String> {
        @Override
        public String adaptToJson(String value) {
            return value;
        }

        @Override
        public String adaptFromJson(String value) {
            return value;
        }
    }

    record Lists() implements JsonbAdapter<List<String>, String> {
        @Override
        public String adaptToJson(List<String> value) {
            return value.toString();
        }

        @Override
        public List<String> adaptFromJson(String value) {
            return List.of(value);
        }
    }

    static Stream<Arguments> faults() {
        JsonbSerializer<String> lambda = (text, generator, context) -> generator.write(text);
        return Stream.of(
                Arguments.of(
                        config().withStrictIJSON(true),
                        "0113",
                        "jsonb.strict-ijson has no meaning in MessagePack; remove it"),
                Arguments.of(
                        config().withEncoding("UTF-16"), "0113", "jsonb.encoding is UTF-16, and messages are UTF-8"),
                Arguments.of(
                        config().setProperty("yasson.fail-on-unknown-properties", true),
                        "0113",
                        "yasson.fail-on-unknown-properties is not a property of JSON-B 3.0"),
                Arguments.of(
                        config().withPropertyNamingStrategy("SNAKE"),
                        "0114",
                        "jsonb.property-naming-strategy: \"SNAKE\" is not one of CASE_INSENSITIVE, IDENTITY, LOWER_CASE_WITH_DASHES"),
                Arguments.of(
                        config().setProperty(JsonbConfig.PROPERTY_NAMING_STRATEGY, 1),
                        "0114",
                        "jsonb.property-naming-strategy: \"1\" is not one of"),
                Arguments.of(
                        config().withPropertyOrderStrategy("UP"),
                        "0114",
                        "jsonb.property-order-strategy: \"UP\" is not one of ANY, LEXICOGRAPHICAL, REVERSE"),
                Arguments.of(
                        config().withBinaryDataStrategy("HEX"),
                        "0114",
                        "jsonb.binary-data-strategy: \"HEX\" is not one of BASE_64, BASE_64_URL, BYTE"),
                Arguments.of(
                        config().setProperty(JsonbConfig.NULL_VALUES, "yes"),
                        "0114",
                        "jsonb.null-values: a java.lang.String is no Boolean"),
                Arguments.of(
                        config().withDateFormat("{", Locale.ROOT), "0114", "jsonb.date-format: \"{\" is no pattern"),
                Arguments.of(
                        config().setProperty(JsonbConfig.LOCALE, "de"),
                        "0114",
                        "jsonb.locale: a java.lang.String is no Locale"),
                Arguments.of(
                        config().setProperty(JsonbConfig.PROPERTY_VISIBILITY_STRATEGY, "public"),
                        "0114",
                        "jsonb.property-visibility-strategy: a java.lang.String is no PropertyVisibilityStrategy"),
                Arguments.of(
                        config().withAdapters(new Same<>()),
                        "0114",
                        "jsonb.adapters: " + Same.class.getName() + " is of T"),
                Arguments.of(
                        config().withAdapters(new Lists()), "0114", "is of java.util.List<java.lang.String>; make it"),
                Arguments.of(
                        config().withAdapters(new Texts(), new Texts()),
                        "0114",
                        "is the second of java.lang.String; leave one"),
                Arguments.of(
                        config().setProperty(JsonbConfig.ADAPTERS, "none"),
                        "0114",
                        "java.lang.String is no JsonbAdapter"),
                Arguments.of(config().withSerializers(lambda), "0114", "jsonb.serializers: "),
                Arguments.of(
                        config().setProperty(JsonbConfig.DESERIALIZERS, new Object[] {null}),
                        "0114",
                        "jsonb.derializers: null is no JsonbDeserializer"));
    }

    private static JsonbConfig config() {
        return new JsonbConfig();
    }

    @ParameterizedTest
    @MethodSource
    void faults(JsonbConfig config, String code, String message) {
        assertThat(problems(config)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("WEBSHOCKET-" + code);
            assertThat(problem.message()).startsWith("JsonbConfig: ").contains(message);
        });
    }

    @Test
    void allFaultsAreReportedTogether() {
        assertThat(problems(config().withStrictIJSON(true)
                        .withBinaryDataStrategy("HEX")
                        .withPropertyOrderStrategy("UP")))
                .hasSize(3);
    }

    @Test
    void propertiesWithoutEffectAreNotFaults() {
        assertThat(ConfigReader.read(config().withFormatting(true)
                        .withEncoding("utf-8")
                        .withStrictIJSON(false)
                        .withNullValues(false)))
                .usingRecursiveComparison()
                .ignoringFields("naming")
                .isEqualTo(TypeRules.DEFAULT);
    }

    private static List<DefinitionProblem> problems(JsonbConfig config) {
        return catchThrowableOfType(DefinitionException.class, () -> ConfigReader.read(config))
                .problems();
    }
}
