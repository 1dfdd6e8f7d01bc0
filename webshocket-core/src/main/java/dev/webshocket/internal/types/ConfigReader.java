package dev.webshocket.internal.types;

import dev.webshocket.DefinitionException;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.internal.types.ValueType.Format;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.config.BinaryDataStrategy;
import jakarta.json.bind.config.PropertyNamingStrategy;
import jakarta.json.bind.config.PropertyOrderStrategy;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads an application's {@link JsonbConfig}, and refuses settings that not all encodings support. For one thread and one
 * config.
 */
public final class ConfigReader {

    /** Settings of a form that packets do not have. */
    private static final String NO_FORM = "WEBSHOCKET-0113";
    /** Settings with a value that JSON-B does not know. */
    private static final String NO_VALUE = "WEBSHOCKET-0114";

    /** Settings without effect, and those that {@link #rules} reads. */
    private static final Set<String> KNOWN = Set.of(
            JsonbConfig.FORMATTING,
            JsonbConfig.ENCODING,
            JsonbConfig.PROPERTY_NAMING_STRATEGY,
            JsonbConfig.PROPERTY_ORDER_STRATEGY,
            JsonbConfig.NULL_VALUES,
            JsonbConfig.STRICT_IJSON,
            JsonbConfig.PROPERTY_VISIBILITY_STRATEGY,
            JsonbConfig.ADAPTERS,
            JsonbConfig.SERIALIZERS,
            JsonbConfig.DESERIALIZERS,
            JsonbConfig.BINARY_DATA_STRATEGY,
            JsonbConfig.DATE_FORMAT,
            JsonbConfig.LOCALE,
            JsonbConfig.CREATOR_PARAMETERS_REQUIRED);

    private final Map<String, Object> config;
    private final List<DefinitionProblem> problems = new ArrayList<>();

    private ConfigReader(JsonbConfig config) {
        this.config = new TreeMap<>(config.getAsMap());
    }

    /**
     * Reads a config.
     *
     * @param config may be changed afterwards, without effect
     * @return the rules for all types
     * @throws DefinitionException if settings are refused; it lists all errors
     */
    public static TypeRules read(JsonbConfig config) {
        ConfigReader reader = new ConfigReader(config);
        TypeRules rules = reader.rules();
        if (!reader.problems.isEmpty()) {
            throw new DefinitionException(reader.problems);
        }
        return rules;
    }

    private TypeRules rules() {
        refuseWhatHasNoForm();
        GivenCodeReader code = new GivenCodeReader(this::invalid);
        return new TypeRules(
                naming(),
                PropertyNamingStrategy.CASE_INSENSITIVE.equals(config.get(JsonbConfig.PROPERTY_NAMING_STRATEGY)),
                choice(
                        JsonbConfig.PROPERTY_ORDER_STRATEGY,
                        Map.of(
                                PropertyOrderStrategy.LEXICOGRAPHICAL, false,
                                PropertyOrderStrategy.ANY, false,
                                PropertyOrderStrategy.REVERSE, true),
                        false),
                value(JsonbConfig.PROPERTY_VISIBILITY_STRATEGY, PropertyVisibilityStrategy.class, null),
                value(JsonbConfig.NULL_VALUES, Boolean.class, false),
                value(JsonbConfig.CREATOR_PARAMETERS_REQUIRED, Boolean.class, false),
                code.read(
                        config.get(JsonbConfig.ADAPTERS),
                        config.get(JsonbConfig.SERIALIZERS),
                        config.get(JsonbConfig.DESERIALIZERS)),
                dates(),
                locale(),
                choice(
                        JsonbConfig.BINARY_DATA_STRATEGY,
                        Map.of(
                                BinaryDataStrategy.BASE_64, BinaryForm.NATIVE,
                                BinaryDataStrategy.BASE_64_URL, BinaryForm.BASE_64_URL,
                                BinaryDataStrategy.BYTE, BinaryForm.LIST),
                        BinaryForm.NATIVE));
    }

    private void refuseWhatHasNoForm() {
        if (value(JsonbConfig.STRICT_IJSON, Boolean.class, false)) {
            problem(NO_FORM, JsonbConfig.STRICT_IJSON + " has no meaning in MessagePack; remove it");
        }
        String encoding = value(JsonbConfig.ENCODING, String.class, "UTF-8");
        if (!encoding.equalsIgnoreCase("UTF-8")) {
            problem(NO_FORM, JsonbConfig.ENCODING + " is " + encoding + ", and messages are UTF-8; remove it");
        }
        config.keySet().stream()
                .filter(key -> !KNOWN.contains(key))
                .forEach(
                        key -> problem(
                                NO_FORM,
                                key
                                        + " is not a property of JSON-B 3.0, and no other JSON-B reads or writes messages; remove it"));
    }

    private PropertyNamingStrategy naming() {
        Object strategy = config.get(JsonbConfig.PROPERTY_NAMING_STRATEGY);
        return strategy instanceof PropertyNamingStrategy own
                ? own
                : choice(JsonbConfig.PROPERTY_NAMING_STRATEGY, PropertyNames.BY_NAME, TypeRules.DEFAULT.naming());
    }

    private Format dates() {
        String pattern = value(JsonbConfig.DATE_FORMAT, String.class, Format.DEFAULT.pattern());
        boolean named =
                pattern.equals(JsonbDateFormat.DEFAULT_FORMAT) || pattern.equals(JsonbDateFormat.TIME_IN_MILLIS);
        if (!named) {
            try {
                new DateTimeFormatterBuilder().appendPattern(pattern);
            } catch (IllegalArgumentException e) {
                invalid(JsonbConfig.DATE_FORMAT, "\"" + pattern + "\" is no pattern of a DateTimeFormatter");
                return Format.DEFAULT;
            }
        }
        return new Format(pattern, locale());
    }

    private String locale() {
        Locale locale = value(JsonbConfig.LOCALE, Locale.class, null);
        return locale == null ? Format.DEFAULT.locale() : locale.toLanguageTag();
    }

    private <T> T choice(String key, Map<String, T> choices, T fallback) {
        Object value = config.get(key);
        T chosen = value instanceof String name ? choices.get(name) : null;
        if (chosen == null && value != null) {
            invalid(key, "\"" + value + "\" is not one of " + String.join(", ", new TreeMap<>(choices).keySet()));
        }
        return chosen == null ? fallback : chosen;
    }

    private <T> T value(String key, Class<T> type, T fallback) {
        Object value = config.get(key);
        if (value != null && !type.isInstance(value)) {
            invalid(key, "a " + value.getClass().getName() + " is no " + type.getSimpleName());
            return fallback;
        }
        return value == null ? fallback : type.cast(value);
    }

    private void invalid(String key, String why) {
        String message = key + ": " + why;
        if (problems.stream().noneMatch(each -> each.message().endsWith(message))) {
            problem(NO_VALUE, message);
        }
    }

    private void problem(String code, String message) {
        problems.add(new DefinitionProblem(code, "JsonbConfig: " + message));
    }
}
