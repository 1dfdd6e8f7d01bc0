package dev.webshocket.internal.settings;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * One setting, declared once: error messages, system properties and the documents' tables are generated from it.
 * Immutable.
 *
 * @param name its name in Java; the system property has {@link #PREFIX} before it
 * @param type parses and writes its values
 * @param defaultValue its default
 * @param bounds the values that it accepts
 * @param description its meaning and its unit, in Markdown
 */
public record Setting<T>(String name, SettingType<T> type, T defaultValue, Bounds<T> bounds, String description) {

    /** The prefix of the system properties of all settings. */
    public static final String PREFIX = "webshocket.";

    /** Makes a setting; line breaks in the description become spaces. */
    public Setting {
        description = description.strip().replaceAll("\\s+", " ");
    }

    /** Declares a whole number. */
    public static Setting<Integer> number(String name, int defaultValue, Bounds<Integer> bounds, String description) {
        return new Setting<>(name, SettingType.INTEGER, defaultValue, bounds, description);
    }

    /** Declares a duration. */
    public static Setting<Duration> duration(
            String name, Duration defaultValue, Bounds<Duration> bounds, String description) {
        return new Setting<>(name, SettingType.DURATION, defaultValue, bounds, description);
    }

    /** Declares a choice among the constants of an enum. */
    public static <E extends Enum<E>> Setting<E> choice(String name, E defaultValue, String description) {
        Class<E> type = defaultValue.getDeclaringClass();
        return new Setting<>(
                name, SettingType.choice(type, EnumSet.allOf(type)), defaultValue, Bounds.none(), description);
    }

    /** Declares a choice among some of the constants of an enum. */
    public static <E extends Enum<E>> Setting<E> choice(
            String name, E defaultValue, Set<E> choices, String description) {
        return new Setting<>(
                name,
                SettingType.choice(defaultValue.getDeclaringClass(), choices),
                defaultValue,
                Bounds.where("one of " + choices, choices::contains),
                description);
    }

    /**
     * Returns the value of its system property, or the default if that is not set. The value may be out of bounds.
     *
     * @throws IllegalArgumentException if the property's value cannot be parsed
     */
    public T fromSystemProperty() {
        String property = System.getProperty(property());
        if (property == null) {
            return defaultValue;
        }
        try {
            return type.parse().apply(property.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "system property " + property() + " must be " + type.expected() + ", but is \"" + property + '"',
                    e);
        }
    }

    /**
     * Checks a value and returns its stored form.
     *
     * @throws IllegalArgumentException if it is out of bounds; the message has the setting, the bound and the value
     * @throws NullPointerException if it is null
     */
    public T checked(T value) {
        return checked(value, "");
    }

    /**
     * Checks a value that may come from the system property of the setting, and returns its stored form.
     *
     * @throws IllegalArgumentException as {@link #checked}; the message has the system property too if that is set
     * @throws NullPointerException if it is null
     */
    public T checkedWithProperty(T value) {
        return checked(value, origin());
    }

    private T checked(T value, String origin) {
        Objects.requireNonNull(value, name);
        String violation = bounds.violation().apply(value);
        if (violation != null) {
            String shown = value instanceof String ? "\"" + value + '"' : value.toString();
            throw new IllegalArgumentException(name + " must be " + violation + ", but is " + shown + origin);
        }
        return bounds.normalization().apply(value);
    }

    /** Returns the system property that the value may come from, or an empty text if it is not set. */
    private String origin() {
        String property = System.getProperty(property());
        return property == null ? "" : "; the system property " + property() + " is \"" + property + '"';
    }

    /** Returns the name of its system property. */
    public String property() {
        return PREFIX + name;
    }

    /** Returns its bounds and its default, as the javadoc of {@code WebshocketSettings} states them. */
    public String limits() {
        String range = bounds.range().isEmpty() ? "" : bounds.range() + ", ";
        return range + "default " + (writtenDefault().isEmpty() ? "empty" : writtenDefault());
    }

    private String writtenDefault() {
        return type.write().apply(defaultValue);
    }

    /** Returns its row in the documents' table: name, default, bounds, meaning. */
    public String row() {
        return String.format(
                Locale.ROOT,
                "| `%s` | %s | %s | %s |",
                name,
                writtenDefault().isEmpty() ? "" : '`' + writtenDefault() + '`',
                bounds.range(),
                description);
    }
}
