package dev.webshocket.internal.codec;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.UUID;

/** The classes of the JDK that are strings on the wire, as JSON-B 3.0, section 3.4 has them. */
final class Texts {

    @FunctionalInterface
    private interface Parser {
        Object parse(String text) throws MalformedURLException;
    }

    private static final Map<Class<?>, Parser> PARSERS = Map.of(
            Duration.class, Duration::parse,
            Period.class, Period::parse,
            ZoneId.class, ZoneId::of,
            ZoneOffset.class, ZoneOffset::of,
            URI.class, URI::create,
            URL.class, URL::new,
            UUID.class, Texts::uuid,
            Path.class, Path::of,
            TimeZone.class, Texts::timeZone,
            SimpleTimeZone.class, Texts::timeZone);

    private Texts() {}

    /** Finds the reader of a class. */
    static ValueReader reader(Class<?> type) {
        Parser parser = PARSERS.get(type);
        String name = type.getSimpleName();
        return plain -> {
            if (plain == null) {
                return null;
            }
            if (!(plain instanceof String text)) {
                throw Described.unfit(plain, name);
            }
            try {
                return parser.parse(text);
            } catch (MalformedURLException | IllegalArgumentException | DateTimeException | ArithmeticException e) {
                throw new UnfitValueException("the string is no " + name);
            }
        };
    }

    static String write(Object value) {
        return value instanceof TimeZone zone ? zone.getID() : value.toString();
    }

    /** {@link UUID#fromString} accepts too few digits, and drops surplus ones. */
    private static UUID uuid(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException(text);
        }
        return uuid;
    }

    private static TimeZone timeZone(String text) {
        ZoneId zone = ZoneId.of(text);
        int millis = ZonedDateTime.now(zone).getOffset().getTotalSeconds() * 1000;
        return new SimpleTimeZone(millis, zone.getId());
    }
}
