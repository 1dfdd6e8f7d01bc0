package dev.webshocket.internal.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses and writes the values of settings. Immutable.
 *
 * @param expected describes valid text, for error messages
 * @param parse parses text; throws {@link IllegalArgumentException} if it is invalid
 * @param write writes a value as text
 */
public record SettingType<T>(String expected, Function<String, T> parse, Function<T, String> write) {

    /** A whole number. */
    public static final SettingType<Integer> INTEGER =
            new SettingType<>("a whole number", Integer::valueOf, Object::toString);

    /** A whole number of 64 bits. */
    public static final SettingType<Long> LONG = new SettingType<>("a whole number", Long::valueOf, Object::toString);

    /** Any text. */
    public static final SettingType<String> TEXT = new SettingType<>("text", Function.identity(), Function.identity());

    /** A duration. */
    public static final SettingType<Duration> DURATION =
            new SettingType<>("a duration such as 500ms, 10s, 5m, 1h or 1d", SettingType::duration, SettingType::text);

    private static final Pattern DURATION_FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    /** The constants of an enum, case-insensitive; errors name those that may be chosen. */
    public static <E extends Enum<E>> SettingType<E> choice(Class<E> type, Set<E> choices) {
        return new SettingType<>(
                "one of " + choices, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)), Enum::name);
    }

    /** A list of items, separated by commas. */
    public static <T> SettingType<List<T>> list(String expected, Function<String, T> item) {
        return new SettingType<>(
                expected,
                text -> Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .map(item)
                        .toList(),
                Object::toString);
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION_FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static String text(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
