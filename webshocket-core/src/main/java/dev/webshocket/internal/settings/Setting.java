package dev.webshocket.internal.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * One setting, declared once: errors, system properties and the table of the documents come from here. Immutable.
 *
 * @param name what it is called in Java; its system property has {@link #PREFIX} before it
 * @param type how its values are written as text
 * @param fallback its default
 * @param bounds which values it takes
 * @param text what it means, its unit included, in Markdown
 */
public record Setting<T>(String name, SettingType<T> type, T fallback, Bounds<T> bounds, String text) {

    /** What the system properties of all settings begin with. */
    public static final String PREFIX = "webshocket.";

    /** Makes a setting; the line breaks of its text count as spaces. */
    public Setting {
        text = text.strip().replaceAll("\\s+", " ");
    }

    /** Declares a whole number. */
    public static Setting<Integer> number(String name, int fallback, Bounds<Integer> bounds, String text) {
        return new Setting<>(name, SettingType.INTEGER, fallback, bounds, text);
    }

    /** Declares a time. */
    public static Setting<Duration> duration(String name, Duration fallback, Bounds<Duration> bounds, String text) {
        return new Setting<>(name, SettingType.DURATION, fallback, bounds, text);
    }

    /** Declares a choice of some constants. */
    public static <E extends Enum<E>> Setting<E> choice(String name, E fallback, String text) {
        return new Setting<>(name, SettingType.choice(fallback.getDeclaringClass()), fallback, Bounds.none(), text);
    }

    /**
     * Returns what its system property says, or the default where that is not set. The value may be out of its bounds.
     *
     * @throws IllegalArgumentException if the property holds no value of the type
     */
    public T ofProperty() {
        String property = System.getProperty(property());
        if (property == null) {
            return fallback;
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
     * Returns a value as it is kept.
     *
     * @throws IllegalArgumentException if it is out of its bounds; the message names the setting, the bound and the value, and
     *     the system property where that is set
     * @throws NullPointerException if it is null
     */
    public T checked(T value) {
        Objects.requireNonNull(value, name);
        String broken = bounds.broken().apply(value);
        if (broken != null) {
            String given = value instanceof String ? "\"" + value + '"' : value.toString();
            throw new IllegalArgumentException(name + " must be " + broken + ", but is " + given + where());
        }
        return bounds.form().apply(value);
    }

    /** Says which system property the value may come from; nothing where that is not set. */
    private String where() {
        String property = System.getProperty(property());
        return property == null ? "" : "; the system property " + property() + " is \"" + property + '"';
    }

    /** Returns its system property. */
    public String property() {
        return PREFIX + name;
    }

    /** Returns its bounds and its default, as its javadoc has them. */
    public String limits() {
        String range = bounds.range().isEmpty() ? "" : bounds.range() + ", ";
        return range + "default " + (written().isEmpty() ? "empty" : written());
    }

    private String written() {
        return type.write().apply(fallback);
    }

    /** Returns its row in the table of the documents: name, default, bounds, meaning. */
    public String row() {
        return String.format(
                Locale.ROOT,
                "| `%s` | %s | %s | %s |",
                name,
                written().isEmpty() ? "" : '`' + written() + '`',
                bounds.range(),
                text);
    }
}
