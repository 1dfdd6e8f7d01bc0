package dev.webshocket;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the system properties {@code webshocket.*}. */
final class SystemProperty {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private SystemProperty() {}

    static int integer(String name, int fallback) {
        return read(name, "a whole number", Integer::valueOf, fallback);
    }

    static long longInteger(String name, long fallback) {
        return read(name, "a whole number", Long::valueOf, fallback);
    }

    static String text(String name, String fallback) {
        return read(name, "text", Function.identity(), fallback);
    }

    static <E extends Enum<E>> E constant(String name, Class<E> type, E fallback) {
        return read(
                name,
                "one of " + Arrays.toString(type.getEnumConstants()),
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)),
                fallback);
    }

    static Duration duration(String name, Duration fallback) {
        return read(name, "a duration such as 500ms, 10s, 5m, 1h or 1d", SystemProperty::parseDuration, fallback);
    }

    static List<AddressRange> addressRanges(String name) {
        return read(name, "addresses or ranges such as 10.0.0.0/8,::1", SystemProperty::parseRanges, List.of());
    }

    static List<String> origins(String name) {
        return read(
                name,
                "origins such as https://app.example.com, or *",
                text -> items(text).map(Origin::normalised).toList(),
                List.of());
    }

    private static List<AddressRange> parseRanges(String text) {
        return items(text).map(AddressRange::of).toList();
    }

    private static Stream<String> items(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(item -> !item.isEmpty());
    }

    private static Duration parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
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

    /** Says of a setting which system property its value may come from; nothing where that is not set. */
    static String where(String name) {
        String text = System.getProperty("webshocket." + name);
        return text == null ? "" : "; the system property webshocket." + name + " is \"" + text + '"';
    }

    private static <T> T read(String name, String expected, Function<String, T> parse, T fallback) {
        String property = "webshocket." + name;
        String text = System.getProperty(property);
        if (text == null) {
            return fallback;
        }
        try {
            return parse.apply(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "system property " + property + " must be " + expected + ", but is \"" + text + '"', e);
        }
    }
}
